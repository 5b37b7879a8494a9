using System.Runtime.InteropServices;
using MomentsDnns.Architectures.Text;
using MomentsDnns.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Modules;

/// <summary>A module of a program's own as a <see cref="Trainer"/> sees it.</summary>
/// <param name="module">The module.</param>
/// <param name="seed">The seed of the order of batches.</param>
/// <param name="simulation">The index of the net.</param>
/// <param name="identity">What tells it from modules whose numbers have the same names and shapes.</param>
internal sealed class ModuleTrainee(nn.Module<Tensor, Tensor> module, ulong seed, int simulation, string identity)
    : ITrainee
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Module => module;

    /// <inheritdoc/>
    public ScalarType Arithmetic { get; } =
        module.parameters().Select(p => p.dtype).FirstOrDefault(ScalarType.Float32);

    /// <inheritdoc/>
    public ulong Seed => seed;

    /// <inheritdoc/>
    public int Simulation => simulation;

    /// <summary>Makes another module of the kind, whose numbers are replaced; null: nobody said how.</summary>
    public Func<nn.Module<Tensor, Tensor>>? Twin { get; set; }

    /// <inheritdoc/>
    public string Identity => $"module {identity}\n{ModuleShapes.Of(module)}\n{Arithmetic} {seed} {simulation}";

    /// <inheritdoc/>
    public bool IsCalibrated => false;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; } = [.. module.parameters().Where(p => p.requires_grad)];

    /// <summary>Running averages of norms, and whatever else the module keeps.</summary>
    public IEnumerable<Tensor> Buffers => module.buffers();

    /// <inheritdoc/>
    public int? Classes => null;

    /// <inheritdoc/>
    public void Require(TrainingData data)
    {
        if (Parameters.Count == 0) throw Fault("has no parameter that takes a gradient", "register its layers");
        foreach (Tensor number in module.parameters().Concat(module.buffers()))
        {
            if (number.device_type != DeviceType.CPU || !number.is_contiguous())
                throw Fault("has numbers that do not lie in the processor's memory as one block", "move it there");
        }

        if (module.parameters().FirstOrDefault(p => p.dtype != Arithmetic
            || p.dtype is not (ScalarType.Float32 or ScalarType.Float64)) is { } other)
        {
            throw Fault($"has parameters of {Arithmetic} and {other.dtype}, where all must be of 32 bits, or of 64",
                "convert it by to()");
        }

        RequireLogits(data);
    }

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Copy()
    {
        if (Twin is null)
        {
            throw new InvalidOperationException($"how another {module.GetName()} is made is not known, which is needed "
                + $"to inspect it; set {nameof(Trainer)}.{nameof(Trainer.Twin)}");
        }

        nn.Module<Tensor, Tensor> copy = Twin();
        copy.to(Arithmetic);
        if (ModuleShapes.Of(copy) != ModuleShapes.Of(module))
        {
            copy.Dispose();
            throw new InvalidOperationException($"{nameof(Trainer.Twin)} makes a module whose numbers have other names "
                + "or shapes than those of the one that is trained; make it the same way");
        }

        foreach ((Tensor from, Tensor to) in Numbers(module).Zip(Numbers(copy)))
            TrainableParts.Fill(to, () => from.alias());
        copy.train(module.training);
        return copy;
    }

    private static IEnumerable<Tensor> Numbers(nn.Module from) => from.parameters().Concat(from.buffers());

    // Before any work: what torch throws in the midst of a gradient ends the process.
    private void RequireLogits(TrainingData data)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        long count = Math.Min(2, data.Images.shape[0]);
        bool wasTraining = module.training;
        Tensor logits;
        try
        {
            module.eval();
            logits = module.call(data.Images.narrow(0, 0, count).to(Arithmetic));
        }
        catch (Exception cause) when (cause is ExternalException or ArgumentException or InvalidOperationException)
        {
            throw Fault($"does not take images [N, {string.Join(", ", data.Images.shape.Skip(1))}] "
                + $"({ShownText.Of(cause.Message.Split('\n')[0].Trim())})", "reshape them in its forward", cause);
        }
        finally
        {
            module.train(wasTraining);
        }

        if (logits.Dimensions != 2 || logits.shape[0] != count || logits.shape[1] <= data.LargestLabel)
        {
            throw Fault($"gives [{string.Join(", ", logits.shape)}] for {count} images, not [{count}, K] with K above "
                + $"the largest label, {data.LargestLabel}", "end it with a map to the classes");
        }
    }

    private ArgumentException Fault(string what, string remedy, Exception? cause = null) =>
        new($"module {module.GetName()}: {what}; {remedy}", cause);
}
