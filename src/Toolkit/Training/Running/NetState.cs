using System.Globalization;
using System.Text.RegularExpressions;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Training.Running;

/// <summary>The files of a run's folder from which nets that are not finished go on.</summary>
internal static partial class NetState
{
    /// <summary>The file of a net.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="net">Its index.</param>
    public static string Path(string folder, int net) => System.IO.Path.Combine(folder,
        string.Create(CultureInfo.InvariantCulture, $"net-{net:D6}.state"));

    /// <summary>Removes what a process that was killed had not finished writing.</summary>
    /// <param name="folder">The run's folder, held for writing.</param>
    public static void RemoveAbandoned(string folder)
    {
        foreach (string path in TemporaryName.Abandoned(folder, name => Name().IsMatch(name))) File.Delete(path);
    }

    [GeneratedRegex(@"^net-[0-9]{6,10}\.state$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
