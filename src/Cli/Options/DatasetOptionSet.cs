using System.CommandLine;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Cli.Options;

/// <summary>The options that name a dataset.</summary>
internal sealed class DatasetOptionSet
{
    private readonly Option<string> _dataset;

    private readonly Option<string> _dataDirectory = new("--data-dir")
    {
        Description = "Folder of datasets; the environment variable MOMENTS_DATA names another default",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MOMENTS_DATA") is { Length: > 0 } folder ? folder
            : "data",
    };

    /// <summary>The options, by default the images of an experiment.</summary>
    public DatasetOptionSet() : this(ExperimentOptions.Default.Dataset)
    {
    }

    /// <summary>The options.</summary>
    /// <param name="fallback">The dataset where none is named.</param>
    public DatasetOptionSet(string fallback) => _dataset = new("--dataset")
    {
        Description = ExperimentOptions.Find(nameof(ExperimentConfiguration.Dataset))!.Help,
        HelpName = "NAME|DIR",
        DefaultValueFactory = _ => fallback,
    };

    /// <summary>The option of the folder, for a command that names datasets by an option of its own.</summary>
    public Option Directory => _dataDirectory;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_dataset);
        command.Options.Add(_dataDirectory);
    }

    /// <summary>Whether a dataset was named.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetResult(_dataset) is { Implicit: false };

    /// <summary>Name and folder, which together name the images.</summary>
    public string Key(ParseResult parsed) => $"{parsed.GetValue(_dataset)} in {parsed.GetValue(_dataDirectory)}";

    /// <summary>Opens the dataset.</summary>
    /// <exception cref="DatasetException">It is not there or broken: one clear line.</exception>
    public IImageDataset Open(ParseResult parsed) =>
        DatasetCatalog.Open(parsed.GetRequiredValue(_dataset), parsed.GetRequiredValue(_dataDirectory));

    /// <summary>Opens the dataset with its labels; null where it has none.</summary>
    /// <exception cref="DatasetException">It is not there or broken: one clear line.</exception>
    public ILabelledDataset? FindLabelled(ParseResult parsed) =>
        DatasetCatalog.FindLabelled(parsed.GetRequiredValue(_dataset), parsed.GetRequiredValue(_dataDirectory));

    /// <summary>Opens the dataset with its labels.</summary>
    /// <exception cref="DatasetException">It is not there, broken, or has none: one clear line.</exception>
    public ILabelledDataset OpenLabelled(ParseResult parsed) =>
        DatasetCatalog.OpenLabelled(parsed.GetRequiredValue(_dataset), parsed.GetRequiredValue(_dataDirectory));

    /// <summary>Opens a dataset of another name with its labels, from the folder that was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="DatasetException">It is not there, broken or without labels: one clear line.</exception>
    public ILabelledDataset OpenLabelled(ParseResult parsed, string name) =>
        DatasetCatalog.OpenLabelled(name, parsed.GetRequiredValue(_dataDirectory));

    /// <summary>Opens a dataset of another name, from the folder that was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="DatasetException">It is not there or broken: one clear line.</exception>
    public IImageDataset Open(ParseResult parsed, string name) =>
        DatasetCatalog.Open(name, parsed.GetRequiredValue(_dataDirectory));
}
