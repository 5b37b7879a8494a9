using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Modules;

/// <summary>
/// A network of a program's own that a <see cref="Running.TrainingRun"/> trains: how a net of it is made, and what
/// tells it from others.
/// </summary>
/// <remarks>
/// A run knows the name, the version, the law of the weights, and the names and shapes of the numbers. It does not know
/// the code: raise the version when <c>forward</c> changes, or nets of two functions share a folder. Dropout and other
/// layers that draw take torch's global generator, and their trainings do not repeat bit by bit.
/// </remarks>
public sealed class TrainableModule
{
    private const int LongestWord = 60;

    private readonly Func<int, nn.Module<Tensor, Tensor>> _create;
    private readonly Lazy<string> _shapes;

    /// <summary>Describes a network.</summary>
    /// <param name="name">Its name in labels: letters, digits, dots, dashes, underscores; up to 60.</param>
    /// <param name="version">Which state of its code, of the same characters.</param>
    /// <param name="create">
    /// Makes net i, from 0, images <c>[N, C, H, W]</c> to logits <c>[N, K]</c>; called from several threads.
    /// </param>
    /// <exception cref="ArgumentException">Name or version holds something else; one line.</exception>
    public TrainableModule(string name, string version, Func<int, nn.Module<Tensor, Tensor>> create)
    {
        (Name, Version, _create) = (Word(nameof(name), name), Word(nameof(version), version), create);
        _shapes = new(() =>
        {
            using nn.Module<Tensor, Tensor> module = _create(0);
            return ModuleShapes.Of(module);
        });
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Which state of its code.</summary>
    public string Version { get; }

    /// <summary>
    /// The law by which weights of convolutions and linear maps are drawn from the seed of the run and the index of the
    /// net, norms being reset; PyTorch's own by default. Null: as the module is made, which must then be a function of
    /// the index for a run to repeat.
    /// </summary>
    public InitializationKind? Init { get; init; } = InitializationKind.PyTorch;

    /// <summary>All that a run knows of it.</summary>
    internal string Identity => $"{Name} {Version} {Init?.Name ?? "own"} {_shapes.Value}";

    /// <summary>Makes a net, its weights drawn; whoever asks releases it.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="net">The index.</param>
    /// <param name="arithmetic">The arithmetic.</param>
    internal nn.Module<Tensor, Tensor> Make(ulong seed, int net, ScalarType arithmetic)
    {
        nn.Module<Tensor, Tensor> module = _create(net);
        module.to(arithmetic);
        if (Init is { } law) new ParameterDrawing(law, seed).Draw(ModuleParameters.Of(module), net);
        return module;
    }

    private static string Word(string parameter, string text) =>
        text.Length is > 0 and <= LongestWord && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? text
            : throw new ArgumentException($"{parameter} \"{Architectures.Text.ShownText.Of(text)}\": must be 1 to "
                + $"{LongestWord} letters, digits, dots, dashes or underscores; take such as my-net", parameter);
}
