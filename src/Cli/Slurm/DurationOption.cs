using MomentsDnns.Cli.Options;

namespace MomentsDnns.Cli.Slurm;

/// <summary>An option whose values are times as Slurm writes them.</summary>
/// <param name="name">With its dashes.</param>
/// <param name="description">For <c>--help</c>, the default included.</param>
internal sealed class DurationOption(string name, string description)
    : WordOption<TimeSpan?>(name, description, "TIME", "must be a time above 0 as Slurm writes it, minutes, MM:SS, "
        + "HH:MM:SS or D-HH:MM:SS; write it like 01:00:00")
{
    /// <inheritdoc/>
    protected override TimeSpan? Read(string text) => SlurmDuration.Parse(text);
}
