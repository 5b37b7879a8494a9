using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Text;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Cli.Options;

/// <summary>
/// What a user asked for cannot be done as asked: exit code 2, one line for each fault, before any work.
/// </summary>
internal sealed class UsageException : Exception
{
    /// <summary>Reports one fault.</summary>
    public UsageException(string line) : base(ShownText.Of(line))
    {
    }

    /// <summary>Reports every fault of a set of options.</summary>
    public UsageException(IEnumerable<OptionFault> faults) : this(faults.Select(f => f.OnCommandLine()).ToArray())
    {
    }

    private UsageException(string[] lines) : base(string.Join(Environment.NewLine, lines.Select(ShownText.Of)))
    {
    }

    /// <summary>Reports faults where there are some.</summary>
    public static void ThrowIfAny(IReadOnlyList<OptionFault> faults)
    {
        if (faults.Count > 0) throw new UsageException(faults);
    }

    /// <summary>Reports several, each in a line.</summary>
    public static UsageException OfLines(IEnumerable<string> lines) => new(lines.ToArray());
}
