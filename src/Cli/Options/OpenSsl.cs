using System.Runtime.InteropServices;

namespace MomentsDnns.Cli.Options;

/// <summary>
/// OpenSSL, which .NET's cryptography loads on Linux. Where it is not installed the process would be aborted at its
/// first use: by the compiler of notebooks, which hashes what it compiles, and by nothing else of ours.
/// </summary>
internal static class OpenSsl
{
    // What .NET looks for, and the variable by which another version can be named.
    private static readonly string[] Versions = ["3", "1.1", "1.0.2", "1.0.0", "10"];
    private const string Override = "CLR_OPENSSL_VERSION_OVERRIDE";

    /// <summary>Asks for it.</summary>
    /// <param name="command">The command that needs it.</param>
    /// <exception cref="UsageException">It is not installed.</exception>
    public static void Require(string command)
    {
        if (!OperatingSystem.IsLinux()) return;
        string[] versions =
            Environment.GetEnvironmentVariable(Override) is { Length: > 0 } other ? [other, .. Versions] : Versions;
        foreach (string version in versions)
        {
            if (!NativeLibrary.TryLoad($"libssl.so.{version}", out nint library)) continue;
            NativeLibrary.Free(library);
            return;
        }

        throw new UsageException($"{command}: the compiler of its cells needs OpenSSL, which is not installed; "
            + "install the package libssl3 (or openssl-libs) of your system");
    }
}
