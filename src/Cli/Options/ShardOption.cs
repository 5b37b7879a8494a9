using System.CommandLine;
using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Sharing;
using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Cli.Options;

/// <summary>
/// Which share of the simulations a process makes: <c>3/8</c>, or by the task of a cluster's job that it is.
/// </summary>
internal sealed class ShardOption() : WordOption<ShardOption.Choice?>("--shard",
    "Make one share of the simulations, I of N, from 1; any number of processes may work on one folder, and nothing "
        + "is made twice. auto: by the task of an array of Slurm, Kubernetes, AWS Batch, LSF, PBS, Grid Engine or "
        + "HyperQueue that this is; auto/N where the number of tasks is not told [default: all]",
    "I/N|auto|auto/N", $"must be I/N with I from 1 to N, N up to {Shard.MostShards}, or auto, or auto/N; write it "
        + "like 3/8")
{
    private const string Automatic = "auto";

    /// <summary>What was given.</summary>
    /// <param name="Shard">The share; null: by the environment.</param>
    /// <param name="Count">The number of shares where the environment tells the share; null: it tells that too.</param>
    internal sealed record Choice(Shard? Shard, int? Count);

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(this);

    /// <summary>
    /// The share that was asked for; where the environment tells it, a line on standard error says so.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="faults">Receives why the environment tells none.</param>
    public Shard Read(ParseResult parsed, ICollection<OptionFault> faults) =>
        Read(parsed, faults, Environment.GetEnvironmentVariable, Console.Error.WriteLine);

    /// <summary>The same with an environment, and receiver of the line, of the caller's.</summary>
    public Shard Read(ParseResult parsed, ICollection<OptionFault> faults, Func<string, string?> environment,
        Action<string> say) =>
        Given(parsed) switch
        {
            null => Shard.Whole,
            { Shard: { } shard } => shard,
            { Count: var count } => new AutomaticShard(environment).Read(count, faults, say),
        };

    /// <inheritdoc/>
    protected override Choice? Read(string text)
    {
        if (text == Automatic) return new(null, null);
        if (!text.StartsWith(Automatic + "/", StringComparison.Ordinal))
            return Shard.Parse(text) is { } shard ? new(shard, null) : null;
        return int.TryParse(text.AsSpan(Automatic.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture,
            out int count) && count is >= 1 and <= Shard.MostShards ? new(null, count) : null;
    }
}
