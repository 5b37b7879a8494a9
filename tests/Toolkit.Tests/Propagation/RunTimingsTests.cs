using MomentsDnns.Propagation;

namespace MomentsDnns.Toolkit.Tests.Propagation;

public sealed class RunTimingsTests
{
    [Fact]
    public void Add_TwoWorkers_SumsAndSharesAddUpToOne()
    {
        PhaseClock[] clocks = [.. Enumerable.Range(0, 2).Select(_ => new PhaseClock())];
        RunTimings timings = new();
        foreach (PhaseClock clock in clocks)
        {
            foreach (TimedPhase phase in RunTimings.Phases)
            {
                clock.Enter(phase);
                Thread.Sleep(2);
            }

            clock.Enter(TimedPhase.Rest);
            timings.Add(clock);
        }

        Assert.Equal(2, timings.Workers);
        Assert.All(RunTimings.Phases, phase => Assert.Equal(clocks[0].Spent(phase) + clocks[1].Spent(phase), timings.Spent(phase)));
        Assert.Equal(1, RunTimings.Phases.Sum(timings.Share), 1e-12);
        // Six of nine phases belong to layers: all but input, writing and rest.
        double outside = timings.Share(TimedPhase.Input) + timings.Share(TimedPhase.Writing) + timings.Share(TimedPhase.Rest);
        Assert.Equal(1 - outside, timings.LayerShare, 1e-12);
        // However long a loaded machine lets one of them sleep, each phase took its two milliseconds.
        Assert.True(outside > 0 && timings.LayerShare > 0, $"share of layers {timings.LayerShare}");
    }

    [Fact]
    public void FirstLayer_OfWorkers_IsTheEarliest()
    {
        RunTimings timings = new();
        PhaseClock idle = new(), early = new(), late = new();
        early.EnterLayer();
        late.EnterLayer();
        foreach (PhaseClock clock in new[] { idle, late, early }) timings.Add(clock);

        Assert.NotNull(early.FirstLayer);
        Assert.Equal(early.FirstLayer, timings.FirstLayer);
    }

    [Fact]
    public void Nothing_Measured_SharesAreZero()
    {
        RunTimings timings = new();

        Assert.All(RunTimings.Phases, phase => Assert.Equal(0, timings.Share(phase)));
        Assert.Null(timings.FirstLayer);
    }
}
