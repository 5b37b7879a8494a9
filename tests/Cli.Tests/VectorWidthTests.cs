using System.Globalization;

namespace MomentsDnns.Cli.Tests;

/// <summary>
/// A run at the machine's widest vectors and one at narrower ones agree: widths are chosen when a process starts, so that a
/// setting of its environment makes such a run. libtorch chooses its instructions by itself and keeps them.
/// </summary>
public sealed class VectorWidthTests
{
    /// <summary>
    /// Every step of the net is made of the same operations in the same order at any width, so its numbers have the same
    /// bits. Sums of statistics run over lanes, in double precision: at most some 10^5 terms of rounding 1e-16, found 1e-14.
    /// One step in 32-bit floats that depends on the width would show as 1e-8 or more.
    /// </summary>
    private const double Bound = 1e-11;

    [Theory]
    [InlineData("--architecture bn-ff --kernel-size 3 --width 8 --convolution winograd", "DOTNET_EnableAVX2")]
    [InlineData("--architecture bn-ff --kernel-size 3 --width 8 --convolution winograd", "DOTNET_EnableHWIntrinsic")]
    [InlineData("--architecture bn-ff --kernel-size 3 --width 8 --convolution direct", "DOTNET_EnableAVX2")]
    [InlineData("--architecture bn-ff --kernel-size 3 --width 8 --convolution direct", "DOTNET_EnableHWIntrinsic")]
    [InlineData("--architecture bn-ff --kernel-size 1 --width 50", "DOTNET_EnableAVX2")] // 50: lanes are left over
    [InlineData("--architecture bn-ff --kernel-size 1 --width 50", "DOTNET_EnableHWIntrinsic")]
    public void Run_NarrowerVectors_GivesTheSameStatistics(string net, string switchedOff)
    {
        using TemporaryFolder folder = new();
        // Ten layers: chaos multiplies a first difference by no more than some ten.
        string[] command = ["run", .. net.Split(' '), "--depth", "10", "--batch-size", "4", "--simulations", "2", "--seed", "5", "--quiet"];
        Assert.Equal(0, Moments.Run([.. command, "--output", folder["wide"]]).ExitCode);
        Assert.Equal(0, Moments.RunWith((switchedOff, "0"), [.. command, "--output", folder["narrow"]]).ExitCode);

        string[][] wide = Export(folder, "wide"), narrow = Export(folder, "narrow");

        Assert.Equal(wide[0], narrow[0]);
        Assert.Equal(wide.Length, narrow.Length);
        int compared = 0;
        for (int row = 1; row < wide.Length; row++)
        {
            Assert.Equal(wide[row][..3], narrow[row][..3]); // simulation, depth, location
            for (int column = 3; column < wide[0].Length; column++)
            {
                string where = $"{string.Join(' ', wide[row][..3])} {wide[0][column]}: {wide[row][column]} and {narrow[row][column]}";
                Assert.True((wide[row][column].Length == 0) == (narrow[row][column].Length == 0), where);
                if (wide[row][column].Length == 0) continue;
                (double a, double b) = (Number(wide[row][column]), Number(narrow[row][column]));
                Assert.True(Math.Abs(a - b) <= Bound * Math.Max(1, Math.Abs(a)), where);
                compared++;
            }
        }

        Assert.True(compared > 300, $"{compared} numbers"); // 2 simulations, 10 depths, 3 locations, 6 statistics at least
    }

    private static string[][] Export(TemporaryFolder folder, string run)
    {
        Assert.Equal(0, Moments.Run("export", folder[run], "--output", folder[run + ".csv"]).ExitCode);
        return [.. File.ReadAllLines(folder[run + ".csv"]).Select(line => line.Split(','))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
