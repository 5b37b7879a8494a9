using System.Globalization;

namespace MomentsDnns.Cli.Slurm;

/// <summary>What the two scripts of a job are made from.</summary>
internal sealed record SlurmJob
{
    /// <summary>How this program is started: words of a command.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>The shared command line, from the command's name on.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Runs that are analysed afterwards; none where the command line itself draws.</summary>
    public required IReadOnlyList<string> AnalysedRuns { get; init; }

    /// <summary>The folder of scripts, logs and reports; absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>Where jobs run; absolute.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>What is passed on to sbatch.</summary>
    public required SbatchOptions Options { get; init; }

    /// <summary>The shares.</summary>
    public required ShardPlan Plan { get; init; }

    /// <summary>Which shares are submitted, as sbatch lists indices.</summary>
    public required string Indices { get; init; }

    /// <summary>The limit of a task's time.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>The most tasks at a time; null: as many as Slurm likes.</summary>
    public int? Throttle { get; init; }

    /// <summary>How often a task is queued again when its time ends.</summary>
    public int Restarts { get; init; }

    /// <summary>The script of the array.</summary>
    public string ArrayScript => Path.Combine(Folder, "array.sh");

    /// <summary>The script of the job after it.</summary>
    public string AfterScript => Path.Combine(Folder, "after.sh");

    /// <summary>The folder of logs.</summary>
    public string Logs => Path.Combine(Folder, "logs");

    /// <summary>The page that the job after the array writes.</summary>
    public string Report => Path.Combine(Folder, "report.html");

    /// <summary>A path with Slurm's placeholders behind it, whose own percent signs are none.</summary>
    public string Log(string placeholders) =>
        Path.Combine(Logs.Replace("%", "%%", StringComparison.Ordinal), placeholders);

    /// <summary>The text of <see cref="ArrayScript"/>.</summary>
    public string ArrayText()
    {
        string throttle = Throttle is { } most ? string.Create(CultureInfo.InvariantCulture, $"%{most}") : "";
        List<string> lines =
        [
            "#!/usr/bin/env bash",
            .. Unless($"--job-name={Path.GetFileName(Folder)}", "-J", "--job-name"),
            SbatchOptions.Line($"--array={Indices}{throttle}"),
            SbatchOptions.Line($"--time={SlurmDuration.Text(Limit)}"),
            SbatchOptions.Line($"--output={Log("%A_%a.log")}"),
            SbatchOptions.Line("--open-mode=append"),
            SbatchOptions.Line($"--chdir={WorkingFolder}"),
            .. Unless("--requeue", "--requeue", "--no-requeue"),
            .. Unless("--signal=USR1@120", "--signal"),
            .. Options.Lines,
            "",
            $"# Task I makes share I of {Plan.Shards}; what is finished is not made again.",
            "set -u",
            .. IsRequeued
                ? [
                    "# TERM: the task is cancelled, preempted, or did not end in time. It is not queued again here.",
                    "terminated=0",
                    "trap 'terminated=1' TERM",
                ]
                : Array.Empty<string>(),
            "# Since Slurm 22.05 srun does not take the cores of a task over from sbatch.",
            "export SRUN_CPUS_PER_TASK=\"${SLURM_CPUS_PER_TASK:-1}\"",
            "status=0",
            $"srun --ntasks=1 {ShellText.Words(Program)} \\",
            $"  {ShellText.Words(Words)} \\",
            $"  --shard \"$SLURM_ARRAY_TASK_ID/{Plan.Shards}\" || status=$?",
        ];
        if (IsRequeued)
        {
            lines.AddRange(
            [
                "",
                "# 75: moments was told by USR1 that the time ends soon, kept what is finished, and would go on.",
                "if [ \"$status\" -eq 75 ] && [ \"$terminated\" -eq 0 ] &&",
                $"  [ \"${{SLURM_RESTART_COUNT:-0}}\" -lt {Restarts} ]; then",
                "  # Not $SLURM_JOB_ID: of one task it is that of the whole array.",
                "  scontrol requeue \"${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID\"",
                "fi",
            ]);
        }

        lines.Add("exit \"$status\"");
        return Text(lines);
    }

    /// <summary>The text of <see cref="AfterScript"/>.</summary>
    public string AfterText()
    {
        string program = ShellText.Words(Program), runs = ShellText.Words(AnalysedRuns);
        List<string> lines =
        [
            "#!/usr/bin/env bash",
            SbatchOptions.Line($"--job-name={Path.GetFileName(Folder)}-after"),
            SbatchOptions.Line($"--time={SlurmDuration.Text(ShardPlan.UsualTaskTime)}"),
            SbatchOptions.Line($"--output={Log("after_%j.log")}"),
            SbatchOptions.Line($"--chdir={WorkingFolder}"),
            .. Options.LinesOfEveryJob,
            "",
            "# Runs once no task of the array is left, however they ended. Fails where something lacks.",
            "set -u",
            "status=0",
            $"{program} slurm --check -- {ShellText.Words(Words)} || status=$?",
        ];
        if (AnalysedRuns.Count == 0)
        {
            lines.AddRange(
            [
                "[ \"$status\" -eq 0 ] || exit \"$status\"",
                "# Every simulation is there: the command draws.",
                $"{program} {ShellText.Words(Words)} || status=$?",
            ]);
        }
        else
        {
            lines.AddRange(
            [
                "# Of what is there.",
                $"{program} analyze {runs} >{ShellText.Word(Path.Combine(Folder, "analysis.txt"))} || status=$?",
                $"{program} report {runs} --output {ShellText.Word(Report)} || status=$?",
            ]);
        }

        lines.Add("exit \"$status\"");
        return Text(lines);
    }

    private bool IsRequeued => Restarts > 0 && !Options.Has("--no-requeue");

    // A line of ours where none of these options was given.
    private string[] Unless(string option, params ReadOnlySpan<string> given) =>
        Options.Has(given) ? [] : [SbatchOptions.Line(option)];

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";
}
