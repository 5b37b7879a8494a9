using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Results.Exchange;

/// <summary>
/// The names of the reference implementation's result files: <c>&lt;statistic&gt;_&lt;loc&gt;</c>, where loc1.. mean
/// places that depend on the architecture.
/// </summary>
public static class ReferenceNames
{
    /// <summary>The array of recorded depths.</summary>
    public const string Depth = "depth";

    /// <summary>The names of the sites that depths are, where layers differ; of ours, not the reference's.</summary>
    public const string Site = "site";

    /// <summary>The scalar H, layers in a residual unit; residual nets only.</summary>
    public const string ResidualDepth = "res_depth";

    private const string Mark = "_loc";

    private static readonly Location[] Vanilla = [Location.Input, Location.Convolution, Location.Activation];
    private static readonly Location[] NormFeedforward =
        [Location.Input, Location.Convolution, Location.Norm, Location.Activation];
    private static readonly Location[] Residual =
        [Location.Input, Location.Norm, Location.Activation, Location.Convolution, Location.Sum];

    /// <summary>The numbering that a network's results take.</summary>
    /// <param name="facts">A feedforward or residual network; a residual one without normalization has no loc2.</param>
    /// <exception cref="InvalidDataException">
    /// The network is another: the reference has no numbers for its places.
    /// </exception>
    public static ReferenceLayout LayoutOf(NetworkFacts facts) => facts switch
    {
        { Branch: not null } => ReferenceLayout.Residual,
        { IsChain: false } => throw new InvalidDataException(
            "the reference's files number the places of feedforward and residual nets, this one is neither; take csv "
            + "or parquet, or name quantities"),
        { Norm: null } => ReferenceLayout.Vanilla,
        _ => ReferenceLayout.NormFeedforward,
    };

    /// <summary>The locations of a numbering: the first is loc1.</summary>
    /// <param name="layout">The numbering.</param>
    public static IReadOnlyList<Location> Locations(ReferenceLayout layout) => layout switch
    {
        ReferenceLayout.Vanilla => Vanilla,
        ReferenceLayout.NormFeedforward => NormFeedforward,
        ReferenceLayout.Residual => Residual,
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "unknown layout"),
    };

    /// <summary>
    /// The array's name of a linear statistic, such as <c>chi_loc3</c>; null where the location has no number.
    /// </summary>
    /// <param name="layout">The numbering.</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="location">The location.</param>
    public static string? Of(ReferenceLayout layout, Statistic statistic, Location location) =>
        With(statistic.Name, layout, location);

    /// <summary>
    /// The array's name of a statistic's natural logarithm, such as <c>log_mu2_noise_loc1</c>; else as
    /// <see cref="Of"/>.
    /// </summary>
    /// <param name="layout">The numbering.</param>
    /// <param name="statistic">A statistic that is kept as logarithm.</param>
    /// <param name="location">The location.</param>
    public static string? OfLog(ReferenceLayout layout, Statistic statistic, Location location) =>
        With("log_" + statistic.Name, layout, location);

    /// <summary>Takes a name apart.</summary>
    /// <param name="name">An array's name.</param>
    /// <param name="statistic">The statistic that it names.</param>
    /// <param name="isLog">Whether it holds natural logarithms.</param>
    /// <param name="number">The number behind <c>loc</c>, 1 or more.</param>
    /// <returns>Whether the name has the form.</returns>
    public static bool TryParse(string name, out Statistic statistic, out bool isLog, out int number)
    {
        (statistic, isLog, number) = (default, false, 0);
        int mark = name.LastIndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0 || !int.TryParse(name[(mark + Mark.Length)..], NumberStyles.None, CultureInfo.InvariantCulture,
            out number)
            || number < 1)
        {
            return false;
        }

        foreach (Statistic candidate in Statistic.All)
        {
            statistic = candidate;
            isLog = candidate.IsLogarithmic && name[..mark] == candidate.ColumnName;
            if (isLog || name[..mark] == candidate.Name) return true;
        }

        return false;
    }

    private static string? With(string statistic, ReferenceLayout layout, Location location)
    {
        int position = Array.IndexOf([.. Locations(layout)], location);
        return position < 0 ? null : $"{statistic}{Mark}{position + 1}";
    }
}
