using MomentsDnns.Architectures.Networks;
using MomentsDnns.Limits;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
using TorchSharp;

namespace MomentsDnns.Toolkit.Tests.Propagation.Running;

public sealed class ProbeMemoryTests
{
    // ResNet-18 of 224 x 224 pixels, batch 8, 64 bits: 479 MB of values; 3.2 to 4.2 GB were measured, 0.4 of the process.
    [Fact]
    public void Of_ResNet18_IsWhatWasMeasured() => Assert.InRange(ProbeMemory.Of(479e6, 5e9), 2.4e9, 3.8e9);

    [Theory]
    [InlineData(1_000_000_000, null)]
    [InlineData(300_000, "BatchSize 8: may need")]
    [InlineData(200_000, "BatchSize 8: needs")]
    public void Note_IsOfWhatMayFail_AndRefusesWhatMust(long free, string? said)
    {
        // 8 images x 8 bytes x 2048 values: 131 kB.
        Probe probe = new(new ModuleModel("m", () => torch.nn.Identity(), [3, 8, 8])) { BatchSize = 8 };
        ProbedSource source = new() { Sites = [new SiteFacts { Name = "a", Kind = "b", Channels = 32, Positions = 64 }] };
        MemoryLimit limit = new(free, "this machine");
        string? told = said?.Contains("needs", StringComparison.Ordinal) == true
            ? Assert.Throws<OptionException>(() => ProbeMemory.Note(probe, source, limit)).Message : ProbeMemory.Note(probe, source, limit)?.ToString();
        if (said is null) Assert.Null(told);
        else Assert.StartsWith(said, told, StringComparison.Ordinal);
        if (said is not null) Assert.EndsWith("take a smaller BatchSize or InputShape; Memory does not bound it", told, StringComparison.Ordinal);
    }
}
