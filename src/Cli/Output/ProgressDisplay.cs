using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Propagation;
using Spectre.Console;

namespace MomentsDnns.Cli.Output;

/// <summary>
/// Shows how far a run is: a bar with rate and time left on a terminal, plain lines elsewhere, nothing when quiet.
/// </summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <summary>Runs work on this thread and shows what it reports, on standard error.</summary>
    /// <param name="title">What is run.</param>
    /// <param name="quiet">Whether to show nothing.</param>
    /// <param name="work">Does the work; calls its argument as it goes on.</param>
    public static void Run(string title, bool quiet, Action<Action<RunProgress>?> work)
    {
        if (quiet) work(null);
        else if (Console.IsErrorRedirected) RunWithLines(title, work);
        else RunWithBar(title, work);
    }

    private static void RunWithLines(string title, Action<Action<RunProgress>> work)
    {
        Stopwatch clock = Stopwatch.StartNew();
        ProgressRate rate = new();
        TimeSpan next = TimeSpan.Zero;
        work(progress =>
        {
            bool last = progress.SimulationsDone == progress.Simulations;
            if (clock.Elapsed < next && !last) return;
            next = clock.Elapsed + LineInterval;
            Console.Error.WriteLine($"{title}: {rate.Describe(progress, clock.Elapsed)}");
        });
    }

    private static void RunWithBar(string title, Action<Action<RunProgress>> work)
    {
        IAnsiConsole console =
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(StandardStreams.ErrorOfBars) });
        Stopwatch clock = Stopwatch.StartNew();
        ProgressRate rate = new();
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
            new PercentageColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title));
                TimeSpan next = TimeSpan.Zero;
                work(progress =>
                {
                    task.MaxValue = progress.Layers;
                    task.Value = progress.LayersDone;
                    bool last = progress.SimulationsDone == progress.Simulations;
                    if (clock.Elapsed < next && !last) return;
                    next = clock.Elapsed + TimeSpan.FromSeconds(0.2);
                    task.Description = Markup.Escape($"{title}: {rate.Describe(progress, clock.Elapsed)}");
                });
            });
    }

    /// <summary>A duration for people: <c>42 s</c>, <c>3 min 05 s</c>, <c>2 h 07 min</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s"),
        < 3600 => $"{time.Minutes} min {time.Seconds:00} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
    };
}
