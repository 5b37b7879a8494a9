using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using MomentsDnns.Architectures.Tests.Activations;
using MomentsDnns.Architectures.Tests.Normalization;
using MomentsDnns.Architectures.Tests.Random;

namespace MomentsDnns.Architectures.Tests.Numerics;

/// <summary>
/// A process chooses the width of its vectors when it starts: other widths than this machine's widest are tested in child
/// processes, which run this assembly's own tests, above all those that hold random numbers to known hashes.
/// </summary>
/// <remarks>On processors other than x86 the settings change nothing, and the children repeat the parent's tests.</remarks>
public class VectorWidthTests
{
    private const string Avx2 = "DOTNET_EnableAVX2", AnyVectors = "DOTNET_EnableHWIntrinsic";

    [Theory]
    [InlineData(Avx2)] // off: 128-bit vectors
    [InlineData(AnyVectors)] // off: no vector instructions
    public void Kernels_NarrowerVectors_PassTheSameTests(string switchedOff)
    {
        ProcessStartInfo info = new("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[]
        {
            typeof(VectorWidthTests).Assembly.Location, "-noLogo", "-noColor",
            "-class", typeof(Philox4x32Tests).FullName!, "-class", typeof(FillNormalTests).FullName!,
            "-class", typeof(FillBallsTests).FullName!, "-class", typeof(ActivationFunctionTests).FullName!, "-class", "MomentsDnns.Architectures.Tests.Layers.LayerDerivativeTests",
            "-class", typeof(NormalizationTests).FullName!, "-class", typeof(NormalizationInvarianceTests).FullName!,
            "-class", typeof(VectorWidthTests).FullName!, "-method-", "*." + nameof(Kernels_NarrowerVectors_PassTheSameTests),
        })
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment[switchedOff] = "0";
        using Process process = Process.Start(info)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Failed: 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Total: 0,", output, StringComparison.Ordinal);
    }

    // Guards the test above: a setting that lost its name would leave the children at the full width, unseen.
    [Fact]
    public void Width_ThisProcess_IsWhatItsEnvironmentAsks()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64) return;
        bool Off(string name) => Environment.GetEnvironmentVariable(name) == "0";

        Assert.Equal(!Off(AnyVectors), Vector.IsHardwareAccelerated);
        if (Off(AnyVectors) || Off(Avx2)) Assert.Equal(4, Vector<float>.Count);
    }
}
