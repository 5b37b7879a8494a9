namespace MomentsDnns.Cli;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>All is done.</summary>
    public const int Success = 0;

    /// <summary>The work failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line asks for what cannot be; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>
    /// A cluster's system asked to end soon, by USR1, USR2, or TERM in its job: what was finished is kept, the same
    /// command goes on. EX_TEMPFAIL of sysexits.h.
    /// </summary>
    public const int GoesOn = 75;

    /// <summary>Ctrl-C: what was finished is kept, the same command goes on. 128 + SIGINT, as shells expect.</summary>
    public const int Interrupted = 130;

    /// <summary>The same by SIGTERM: 128 + its number.</summary>
    public const int Terminated = 143;
}
