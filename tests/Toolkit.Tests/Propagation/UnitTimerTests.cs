using System.Collections;
using System.Diagnostics;
using System.Reflection;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Networks;
using MomentsDnns.Results;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation;

public sealed class UnitTimerTests
{
    [Theory]
    [InlineData("feedforward", "none", 3)]
    [InlineData("feedforward", "batch", 1)]
    [InlineData("residual", "batch", 3)]
    public void Run_WithClock_SameBits_AndPhasesAddUpToItsTime(string topologyName, string norm, int kernelSize)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        ExperimentConfiguration configuration = Experiments.Of(topology, NormCatalog.Find(norm)!, kernelSize, depth: 6, width: 16);
        long start = Stopwatch.GetTimestamp();
        PhaseClock clock = new();
        long afterStart = Stopwatch.GetTimestamp();
        using Simulator simulator = new(configuration, Experiments.Images, null, clock);

        SimulationResult timed = simulator.Run(1, null, TestContext.Current.CancellationToken);
        TimeSpan within = Stopwatch.GetElapsedTime(afterStart);
        clock.Enter(TimedPhase.Writing);
        TimeSpan wall = Stopwatch.GetElapsedTime(start);

        Assert.Equal(Experiments.Run(configuration, 1).Flat(), timed.Flat());
        Assert.All(RunTimings.Phases, phase => Assert.True(clock.Spent(phase) >= TimeSpan.Zero));
        // Nothing was written; a phase that the net has no part of takes no time; all others were entered.
        TimedPhase[] idle = NormCatalog.Find(norm)! == NormKind.None ? [TimedPhase.Writing, TimedPhase.Normalization] : [TimedPhase.Writing];
        Assert.Equal(idle.Order(), RunTimings.Phases.Where(phase => clock.Spent(phase) == TimeSpan.Zero).Order());
        // The clock's interval lies between two that the test measures; each phase is cut to ticks of 100 ns.
        TimeSpan sum = RunTimings.Phases.Aggregate(TimeSpan.Zero, (total, phase) => total + clock.Spent(phase));
        Assert.InRange(sum, within - TimeSpan.FromMicroseconds(5), wall);
        Assert.InRange(clock.FirstLayer!.Value, start, Stopwatch.GetTimestamp());
    }

    [Fact]
    public void Hook_ThatTakesItsTime_CountsAsStatistics()
    {
        NetworkBuilder builder = new(new NetworkOptions { Norm = NormKind.Batch, Topology = Topology.Residual, Width = 4, KernelSize = 1 });
        using NetworkUnit unit = builder.BuildUnit(new());
        PhaseClock clock = new();
        using UnitTimer timer = new(unit, clock);
        foreach (HookPoint point in unit.HookPoints)
        {
            point.Module.register_forward_hook((_, _, output) =>
            {
                Thread.Sleep(20);
                return output;
            });
        }

        timer.EndStatistics();
        using var input = ones([4, 4, 1, 1]);
        using var output = unit.call(input);

        Assert.True(clock.Spent(TimedPhase.Statistics) >= TimeSpan.FromMilliseconds(20 * unit.HookPoints.Count * 0.95));
    }

    [Fact]
    public void Hooks_WithoutClock_AreNone()
    {
        ExperimentConfiguration configuration = Experiments.Of(Topology.Residual, NormKind.Batch, 3, depth: 1, width: 4);
        using RedrawnNetwork plain = new(configuration, 3), timed = new(configuration, 3, clock: new PhaseClock());

        // Observers listen after modules, never before; the six sites are the only hooks.
        Assert.Equal((0, 6), Hooks(plain));
        // H = 2: the unit and 6 parts are timed from before; 9 modules, recorder's and timer's, and the unit after.
        Assert.Equal((7, 6 + (2 * 9) + 1), Hooks(timed));
    }

    [Fact]
    public void Dispose_OfTimer_RemovesItsHooks()
    {
        using NetworkUnit unit = new NetworkBuilder(new NetworkOptions { Width = 4, KernelSize = 1 }).BuildUnit(new());
        PhaseClock clock = new();
        UnitTimer timer = new(unit, clock);
        timer.EndStatistics();
        timer.Dispose();

        Assert.Equal((0, 0), Hooks(unit));
    }

    private static (int Before, int After) Hooks(RedrawnNetwork network) =>
        Hooks(((ObservedUnit)Field(network, network.GetType(), "_unit")).Unit);

    // TorchSharp keeps the hooks of a module in private dictionaries and has no way to count them.
    private static (int Before, int After) Hooks(nn.Module unit) =>
        unit.modules().Append(unit).Distinct().Select(m => (Count(m, "pre_hooks"), Count(m, "post_hooks")))
            .Aggregate((0, 0), (sum, m) => (sum.Item1 + m.Item1, sum.Item2 + m.Item2));

    private static int Count(nn.Module module, string field) => ((ICollection)Field(module, typeof(nn.Module<Tensor, Tensor>).BaseType!, field)).Count;

    private static object Field(object owner, Type type, string name) =>
        type.GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)?.GetValue(owner) ?? throw new MissingFieldException(type.Name, name);
}
