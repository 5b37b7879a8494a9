using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Cli.Options;

/// <summary>What a user asked for cannot be done as asked: exit code 2, one line for each fault, before any work.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Reports one fault.</summary>
    public UsageException(string line) : base(line)
    {
    }

    /// <summary>Reports every fault of a set of options.</summary>
    public UsageException(IEnumerable<OptionFault> faults) : base(string.Join(Environment.NewLine, faults))
    {
    }
}
