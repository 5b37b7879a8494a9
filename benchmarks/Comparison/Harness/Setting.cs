namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>The sizes at which the study measured.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Batch">Signal images, and as many noise images.</param>
/// <param name="Width">Channels.</param>
internal sealed record Setting(string Name, int Batch, int Width)
{
    /// <summary>Rows and columns of the images behind the first convolution.</summary>
    public const int Side = 16;

    /// <summary>Tiles of 4 x 4 positions in the signal and noise images.</summary>
    public int Tiles => 2 * Batch * Side * Side / 16;

    /// <summary>Rows of the signal's matrix.</summary>
    public int Rows => Batch * Side * Side;

    private static Setting[] All { get; } = [new("paper", 64, 512), new("quick", 32, 128)];

    public static Setting Of(Arguments arguments) =>
        Of(arguments.Choice("setting", "paper", All.Select(s => s.Name)));

    public static Setting Of(string name) => All.Single(s => s.Name == name);
}
