using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

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
    [InlineData("--architecture bn-ff --kernel-size 3 --width 8 --convolution winograd")]
    [InlineData("--architecture bn-ff --kernel-size 3 --width 8 --convolution fourier")]
    [InlineData("--architecture bn-ff --kernel-size 3 --width 8 --convolution direct")]
    [InlineData("--architecture bn-ff --kernel-size 1 --width 50")] // 50: lanes are left over
    public void Run_NarrowerVectors_GivesTheSameStatistics(string net)
    {
        using TemporaryFolder folder = new();
        // Ten layers: chaos multiplies a first difference by no more than some ten.
        string[] command = ["run", .. net.Split(' '), "--depth", "10", "--batch-size", "4", "--simulations", "1", "--seed", "5", "--quiet"];
        Assert.Equal(0, Moments.Run([.. command, "--output", folder["wide"]]).ExitCode);
        RunResults wide = Load(folder["wide"]);

        foreach (string switchedOff in new[] { "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic" })
        {
            Assert.Equal(0, Moments.RunWith((switchedOff, "0"), [.. command, "--output", folder[switchedOff]]).ExitCode);
            RunResults narrow = Load(folder[switchedOff]);

            Assert.Equal(wide.Curves.Select(c => (c.Statistic, c.Location)), narrow.Curves.Select(c => (c.Statistic, c.Location)));
            Assert.True(wide.Curves.Count() >= 18); // 3 locations, 6 statistics at least
            foreach ((Curve a, Curve b) in wide.Curves.Zip(narrow.Curves))
            {
                for (int depth = 0; depth < 10; depth++)
                {
                    string where = $"{switchedOff}: {a.Statistic} at {a.Location}, depth {depth + 1}: {a[0, depth]} and {b[0, depth]}";
                    Assert.True(double.IsFinite(a[0, depth]) && double.IsFinite(b[0, depth]), where);
                    Assert.True(Math.Abs(a[0, depth] - b[0, depth]) <= Bound * Math.Max(1, Math.Abs(a[0, depth])), where);
                }
            }
        }
    }

    private static RunResults Load(string folder)
    {
        using RunDirectory run = RunDirectory.Open(folder);
        return run.Load();
    }
}
