using MomentsDnns.Results.Options;

namespace MomentsDnns.Results;

/// <summary>A run folder's name made from its configuration.</summary>
public static class RunName
{
    /// <summary>
    /// A name such as <c>batch-residual-d100-w256-k3-h3-b64-cifar-like-s0</c>. Topology, depth, width, kernel size,
    /// batch size, dataset and seed are always in it, every other option where it is not the default, so that two
    /// configurations have one name only where they differ in the images of datasets of one name.
    /// </summary>
    /// <param name="configuration">What is run; its dataset's name must suit a file system.</param>
    public static string Of(ExperimentConfiguration configuration) => string.Join('-', ExperimentOptions.All
        .Where(option => option.InName is { } part && (part.IsAlways || option.IsUnusual(configuration)))
        .OrderBy(option => option.InName!.Place)
        .Select(option => option.InName!.Mark + option.Text(configuration)));
}
