namespace MomentsDnns.Reproduction.Claims;

/// <summary>How much is measured beside the runs.</summary>
public sealed record ClaimScale
{
    /// <summary>Nets of a measurement.</summary>
    public int Nets { get; init; } = 16;

    /// <summary>Nets for each choice of radii of the hypothesis space.</summary>
    public int NetsOfRadii { get; init; } = 60;

    /// <summary>Nets at each point of a sweep.</summary>
    public int NetsOfPoint { get; init; } = 8;

    /// <summary>Nets of one input, of ReLU and of coins.</summary>
    public int CoinNets { get; init; } = 1000;

    /// <summary>The width of nets of which many are drawn.</summary>
    public int Width { get; init; } = 64;

    /// <summary>The width of sweeps and of finite noise.</summary>
    public int MiddleWidth { get; init; } = 128;

    /// <summary>The width where theory speaks of wide nets.</summary>
    public int LargeWidth { get; init; } = 512;

    /// <summary>
    /// Depth of sweeps and of the hypothesis space; where a limit is reached sooner, half of it or less.
    /// </summary>
    public int Depth { get; init; } = 200;

    /// <summary>Images of a batch where many nets are drawn.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Images of a batch where maps are fitted to them: more than <see cref="Width"/>.</summary>
    public int FittedImages { get; init; } = 1024;

    /// <summary>How many depths are recorded: the most that divide the depth, and a number at most.</summary>
    internal static int Records(int depth, int most) =>
        Enumerable.Range(1, Math.Min(most, depth)).Last(count => depth % count == 0);

    /// <summary>That of a profile.</summary>
    /// <param name="profile">The scale of the runs.</param>
    public static ClaimScale Of(ReproductionProfile profile) => profile == ReproductionProfile.Quick ? new()
        : new() { Nets = 100, NetsOfRadii = 400, NetsOfPoint = 50, CoinNets = 10_000, MiddleWidth = 512 };
}
