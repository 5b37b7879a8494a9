using MomentsDnns.Reproduction;

namespace MomentsDnns.Toolkit.Tests.Reproduction;

public sealed class PaperNotesTests
{
    [Fact]
    public void Of_QuickProfile_SaysWhatIsSmaller()
    {
        IReadOnlyList<string> notes = PaperNotes.Of(PaperExperiment.All(ReproductionProfile.Quick));

        Assert.Contains("  fig2: batch 2 (1,024), simulations 150 (10,000)", notes);
        Assert.Contains("  fig4: width 128 (512), batch 32 (64), simulations 8 (1,000)", notes);
        Assert.Contains(notes, n => n.StartsWith("fig2: the batch hardly matters", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_PaperProfile_HasNothingSmaller() => Assert.Equal(2, PaperNotes.Of(PaperExperiment.All(ReproductionProfile.Paper)).Count);
}
