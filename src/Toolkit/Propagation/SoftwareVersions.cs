using System.Reflection;
using MomentsDnns.Results;
using TorchSharp;

namespace MomentsDnns.Propagation;

/// <summary>The versions of the software that measures.</summary>
public static class SoftwareVersions
{
    /// <summary>What is running now.</summary>
    public static RunVersions Current { get; } = new()
    {
        Toolkit = VersionOf(typeof(SoftwareVersions)),
        TorchSharp = VersionOf(typeof(torch)),
        DotNet = Environment.Version.ToString(),
    };

    // Without the source revision that the compiler appends after a plus sign.
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";
}
