using MomentsDnns.Benchmarks.Comparison.Harness;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>Times layers of a program: recorded and plain ones take turns, as in a run that records every second depth.</summary>
internal static class LayerTimes
{
    // The statistics' cost depends on what passes: both programs start anew before a net could go far from its first layers.
    private const int Depth = 10;

    /// <summary>Times and tells.</summary>
    /// <param name="layers">How many layers count, half of them recorded.</param>
    /// <param name="restart">Puts the program at depth 0 without arithmetic: it falls into the time of a recorded layer.</param>
    /// <param name="step">Passes the layer or unit of a depth, recorded or not.</param>
    public static void Tell(int layers, Action restart, Action<int, bool> step)
    {
        int depth = Depth;
        double[] times = Clock.Interleaved((layers + 1) / 2, () => Next(true), () => Next(false));
        Child.Tell("recorded", times[0]);
        Child.Tell("plain", times[1]);

        void Next(bool isRecorded)
        {
            if (depth == Depth)
            {
                restart();
                depth = 0;
            }

            step(++depth, isRecorded);
        }
    }
}
