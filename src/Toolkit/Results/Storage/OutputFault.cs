using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Storage;

/// <summary>Why a path cannot be written.</summary>
/// <param name="Rule">What is wrong with it, such as "is a folder, a file is needed".</param>
/// <param name="Remedy">What to do instead.</param>
public sealed record OutputFault(string Rule, string Remedy)
{
    /// <summary>The fault of an option's value.</summary>
    /// <param name="option">The option's name without dashes.</param>
    /// <param name="path">Its value.</param>
    public OptionFault Of(string option, string path) =>
        new(option, path, FaultText.Literal(Rule), FaultText.Literal(Remedy));

    /// <summary>The path, or quotation marks around nothing.</summary>
    internal static string Quoted(string path) => path.Length == 0 ? "\"\"" : path;
}
