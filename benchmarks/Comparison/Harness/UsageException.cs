namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>The command line asks for something that there is not; the message is one line.</summary>
internal sealed class UsageException(string message) : Exception(message);
