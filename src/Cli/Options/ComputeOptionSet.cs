using System.CommandLine;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Running;
using TorchSharp;

namespace MomentsDnns.Cli.Options;

/// <summary>The options of every command that runs simulations: on what it computes, and how it goes on.</summary>
internal sealed class ComputeOptionSet
{
    private readonly DeviceOption _device = new();
    private readonly NumberOption<int> _threads =
        new("--threads", "Threads [default: one for each core, or as many as Slurm granted]");
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Show no progress" };
    private readonly Option<bool> _repair = new("--repair")
    {
        Description =
        "Set damaged files of an existing run aside (they are renamed) and redo what they held"
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_device);
        command.Options.Add(_threads);
        command.Options.Add(_quiet);
        command.Options.Add(_repair);
    }

    /// <summary>Whether to show no progress.</summary>
    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Whether damaged files of a run are set aside and redone; else they are refused.</summary>
    public bool Repairs(ParseResult parsed) => parsed.GetValue(_repair);

    /// <summary>The number of threads.</summary>
    public int Threads(ParseResult parsed, ICollection<OptionFault> faults)
    {
        int threads = _threads.Given(parsed) ?? ProcessorShare.Threads;
        if (RunRules.OfThreads(threads) is { } fault) faults.Add(fault);
        return threads;
    }

    /// <summary>The device; asks libtorch, so that it is to be called once the other options are sound.</summary>
    /// <exception cref="UsageException">A GPU was asked for that is not there.</exception>
    public torch.Device Device(ParseResult parsed) => _device.In(parsed);
}
