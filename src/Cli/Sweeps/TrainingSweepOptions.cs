using System.CommandLine;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Datasets;
using MomentsDnns.Results.Options;
using MomentsDnns.Training.Running;

namespace MomentsDnns.Cli.Sweeps;

/// <summary>Reads the points of a sweep that trains nets: the options of <c>moments train</c>.</summary>
internal sealed class TrainingSweepOptions
{
    private readonly TrainingRunOptionSet _options = new();
    private readonly Command _command = new("train");
    private readonly Dictionary<string, ILabelledDataset> _datasets = [];

    /// <summary>Makes the options.</summary>
    public TrainingSweepOptions() => _options.AddTo(_command);

    /// <summary>The run of a point, its folder apart.</summary>
    /// <param name="file">The sweep.</param>
    /// <param name="point">The point.</param>
    /// <exception cref="UsageException">A rule is broken there.</exception>
    public TrainingRun Read(SweepFile file, SweepPoint point)
    {
        string place = $"FILE {file.Path}, point {point.Name}: ";
        ParseResult words = _command.Parse(file.Tokens(point), CommandLineParsing.Configuration);
        if (words.Errors.Count > 0) throw new UsageException(place + words.Errors[0].Message);
        List<OptionFault> faults = [];
        TrainingRun run;
        try
        {
            run = _options.Read(words, faults, key => _datasets.TryGetValue(key, out ILabelledDataset? known) ? known
                : _datasets[key] = _options.OpenDataset(words));
        }
        catch (UsageException error)
        {
            throw new UsageException(place + error.Message);
        }

        if (faults.Count == 0) faults.AddRange(run.Validate().Select(TrainingOptionSet.OnCommandLine));
        if (faults.Count > 0)
            throw UsageException.OfLines(faults.Select(fault => place + fault.OnCommandLine()));
        return file.Map.Fault(TrainingRun.Describe(run)) is { } wrong
            ? throw new UsageException(place + SweepFile.Text(wrong).Replace("map.depth", "map.step",
                StringComparison.Ordinal))
            : run;
    }
}
