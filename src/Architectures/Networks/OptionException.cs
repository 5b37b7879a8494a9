namespace MomentsDnns.Architectures.Networks;

/// <summary>Options that break rules; the message tells all of them.</summary>
public sealed class OptionException : ArgumentException
{
    /// <summary>Reports faults.</summary>
    /// <param name="faults">One or more.</param>
    /// <param name="parameter">The parameter that holds the options; null where it is this.</param>
    public OptionException(IReadOnlyList<OptionFault> faults, string? parameter = null)
        : base(string.Join("; ", faults), parameter) => Faults = faults;

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<OptionFault> Faults { get; }

    /// <summary>Refuses faults where there are some.</summary>
    /// <param name="faults">The faults.</param>
    /// <param name="parameter">The parameter that holds the options.</param>
    /// <exception cref="OptionException">There are.</exception>
    public static void ThrowIfAny(IReadOnlyList<OptionFault> faults, string? parameter = null)
    {
        if (faults.Count > 0) throw new OptionException(faults, parameter);
    }
}
