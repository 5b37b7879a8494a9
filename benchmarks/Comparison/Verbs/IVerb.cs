using MomentsDnns.Benchmarks.Comparison.Harness;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>One thing that the program does.</summary>
internal interface IVerb
{
    string Name { get; }

    /// <summary>Its options as one line.</summary>
    string Usage { get; }

    /// <summary>The names of the options, without dashes.</summary>
    IReadOnlyList<string> Options { get; }

    /// <summary>Whether a word may follow the verb.</summary>
    bool TakesWord => false;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    int Run(Arguments arguments);
}
