using System.Diagnostics;
using MomentsDnns.Benchmarks.Comparison.Harness;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>Times what is repeated within a process.</summary>
internal static class Clock
{
    // Until the compiler has seen what is hot, and the heap and the threads are there.
    private const double WarmUpSeconds = 1;

    /// <summary>The median time of an action in milliseconds, after a warm-up that does not count.</summary>
    /// <param name="repeats">How many times count.</param>
    /// <param name="action">What is timed.</param>
    public static double Milliseconds(int repeats, Action action) => Interleaved(repeats, action)[0];

    /// <summary>The median times of actions that take turns.</summary>
    public static double[] Interleaved(int repeats, params Action[] actions)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 2 || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; i++)
            foreach (Action action in actions) action();

        List<double>[] times = [.. actions.Select(_ => new List<double>())];
        for (int i = 0; i < repeats; i++)
        {
            for (int j = 0; j < actions.Length; j++)
            {
                long before = Stopwatch.GetTimestamp();
                actions[j]();
                times[j].Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
        }

        return [.. times.Select(Medians.Of)];
    }
}
