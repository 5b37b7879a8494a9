using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Options;

/// <summary>Every option of an experiment, declared once.</summary>
public static class ExperimentOptions
{
    /// <summary>The simulations of a run where nobody says how many.</summary>
    public const int DefaultSimulations = 1000;

    /// <summary>The experiment of no options.</summary>
    public static ExperimentConfiguration Default { get; } = new();

    /// <summary>
    /// In the order of the properties, which is that of <c>experiment.json</c>: the network's, then the experiment's
    /// own.
    /// </summary>
    public static IReadOnlyList<OptionDeclaration> All { get; } = [.. NetworkDeclarations.All, .. RunDeclarations.All];

    /// <summary>Those of a network that the command line has, in the order of the properties.</summary>
    public static IReadOnlyList<OptionDeclaration> OfNetworks { get; } =
        [.. NetworkDeclarations.All.Where(o => o.Place is not null)];

    /// <summary>Those of the command line, in its order.</summary>
    public static IReadOnlyList<OptionDeclaration> OfCommandLine { get; } =
        [.. All.Where(o => o.Place is not null).OrderBy(o => o.Place)];

    /// <summary>The declaration of a property, or null.</summary>
    /// <param name="property">The property's name.</param>
    public static OptionDeclaration? Find(string property) => All.FirstOrDefault(option => option.Property == property);

    /// <summary>The declaration of an option of the command line, or null.</summary>
    /// <param name="name">Its name without dashes.</param>
    public static OptionDeclaration? OfName(string name) => OfCommandLine.FirstOrDefault(option => option.Name == name);

    /// <summary>A fault for a user of the command line.</summary>
    /// <param name="fault">The fault.</param>
    public static string OnCommandLine(this OptionFault fault) =>
        fault.OnCommandLine(property => Find(property)?.Name ?? OptionText.FromMember(property));
}
