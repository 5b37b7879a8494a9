using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using TorchSharp;

namespace MomentsDnns.Cli.Commands;

/// <summary>
/// <c>moments info</c>: what this installation is; with <c>--dataset</c> what a dataset's images and classes are; of a
/// run who made it.
/// </summary>
internal sealed class InfoCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "info";

    /// <inheritdoc/>
    public static string Description =>
        "Versions, threads, device and native libraries; of a run who made it, where and when; with --dataset its "
        + "classes and the statistics of its images";

    private readonly Argument<string?> _run = new("RUN")
    {
        Description = "Run directory: which machines, tasks and software made its simulations, and in what time",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly DatasetOptionSet _dataset = new();
    // Each is read three times: so many take minutes.
    private const int LeastImages = 64, MostImages = 100_000;

    private readonly NumberOption<int> _images =
        new("--images", $"How many images to measure, with --dataset, from {LeastImages} to {MostImages}", 10_000);

    /// <inheritdoc/>
    public static bool PrintsItsResult => true;

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_run);
        _dataset.AddTo(command);
        command.Options.Add(_images);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(_run) is { } path) DescribeRun(path, _dataset.IsGiven(parsed));
            else if (_dataset.IsGiven(parsed)) DescribeDataset(parsed);
            else DescribeInstallation();
            return ExitCode.Success;
        });
        return command;
    }

    private static void DescribeRun(string path, bool hasDataset)
    {
        if (hasDataset) throw new UsageException("RUN and --dataset ask for two things; name one of them");
        if (!Directory.Exists(path))
            throw new UsageException($"RUN {path}: there is no such folder; name a run directory");
        using RunDirectory run = RunDirectory.Open(path);
        ProvenanceTable.Write(run);
    }

    private static void DescribeInstallation()
    {
        RunVersions versions = SoftwareVersions.Current;
        int threads = torch.get_num_threads(); // the first call loads the native libraries that are listed below
        string[] libraries = [.. System.Diagnostics.Process.GetCurrentProcess().Modules
            .Cast<System.Diagnostics.ProcessModule>().Select(m => m.FileName)
            .Where(f => f.Contains("torch", StringComparison.OrdinalIgnoreCase)
            && !f.EndsWith("TorchSharp.dll", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal)];
        TextTable.Write([], [
            ["moments", versions.Toolkit],
            ["TorchSharp", versions.TorchSharp],
            [".NET", $"{versions.DotNet} on {RuntimeInformation.RuntimeIdentifier}"],
            ["processors", $"{Environment.ProcessorCount}"],
            ["torch threads", $"{threads}"],
            ["vector width", Vector512.IsHardwareAccelerated ? "512 bit" : Vector256.IsHardwareAccelerated ? "256 bit"
                : "128 bit or less"],
            ["CUDA", torch.cuda.is_available() ? $"{torch.cuda.device_count()} device(s)" : "not available"],
            .. libraries.Select((library, i) => new[] { i == 0 ? "native libraries" : "", library }),
        ]);
    }

    private void DescribeDataset(ParseResult parsed)
    {
        int images = _images.In(parsed);
        if (images < LeastImages)
        {
            throw new UsageException([new("images", $"{images}", $"must be at least {LeastImages}, a batch",
                "leave it out")]);
        }
        if (images > MostImages)
        {
            throw new UsageException([new("images", $"{images}", $"must be at most {MostImages}: images are read "
                + "three times, so many take minutes", "leave it out for 10000")]);
        }
        ILabelledDataset? labelled = _dataset.FindLabelled(parsed);
        IImageDataset dataset = labelled ?? _dataset.Open(parsed);
        DatasetStatistics statistics = DatasetStatistics.Measure(dataset, images);
        Console.WriteLine($"{dataset.Name}: {dataset.Count} images of {dataset.Channels} x {dataset.Height} x "
            + $"{dataset.Width}; {dataset.Fingerprint}");
        ClassTable.Write(labelled);
        TextTable.Write(["statistic", "value"],
            [.. statistics.Rows().Select(row => new[] { row.Name,
            row.Value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture) })]);
    }
}
