namespace MomentsDnns.Cli;

/// <summary>The program <c>moments</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => MomentsCommandLine.Run(arguments);
}
