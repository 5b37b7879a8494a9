using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// Sets a module to evaluation, its batch norms as wanted and its parameters without gradients, and restores what it
/// changed.
/// </summary>
internal sealed class ModuleState : IDisposable
{
    private readonly List<(nn.Module Module, bool Training)> _modes;
    private readonly List<(Parameter Parameter, bool RequiresGradient)> _gradients;
    private readonly List<(Tensor Buffer, Tensor Copy)> _buffers = [];

    public ModuleState(nn.Module module, BatchStatistics statistics)
    {
        if (statistics != BatchStatistics.Differentiated
            && BatchNormModules.In(module).FirstOrDefault(norm => norm.running_mean is null) is { } batchwise)
        {
            throw new ArgumentException($"a {batchwise.GetType().Name} has no running statistics: to the noise its own "
                + $"cannot be constants; take {nameof(BatchStatistics)}.{nameof(BatchStatistics.Differentiated)}",
                nameof(statistics));
        }

        // Parents first: a mode is handed on to children.
        _modes = [.. module.modules().Prepend(module).Select(m => (m, m.training))];
        _gradients = [.. module.parameters().Select(p => (p, p.requires_grad))];
        using IDisposable noGradients = no_grad();
        foreach (Tensor buffer in BatchNormModules.In(module).SelectMany(norm => norm.buffers()))
            _buffers.Add((buffer, buffer.clone().DetachFromDisposeScope()));
        foreach ((Parameter parameter, _) in _gradients) parameter.requires_grad = false;
        module.eval();
        if (statistics != BatchStatistics.Differentiated) return;
        foreach (NormBase norm in BatchNormModules.In(module)) norm.train();
    }

    public void Dispose()
    {
        using IDisposable noGradients = no_grad();
        foreach ((nn.Module module, bool training) in _modes) module.train(training);
        foreach ((Parameter parameter, bool requires) in _gradients) parameter.requires_grad = requires;
        foreach ((Tensor buffer, Tensor copy) in _buffers)
        {
            buffer.copy_(copy);
            copy.Dispose();
        }

        _buffers.Clear();
    }
}
