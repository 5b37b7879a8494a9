using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Results.Sharing;

/// <summary>
/// Which writer does which simulation: the file <c>claims/000007</c>, made exclusively, holds the writer's name while
/// simulation 7 is in its hands. Exclusive creation is what network file systems keep, locks are not. Where a writer is
/// dead, or silent for <see cref="WriterLog.LongestSilence"/>, others take its claims over; should it live after all, a
/// simulation is done twice, with the same bits.
/// </summary>
/// <param name="run">The run's folder.</param>
/// <param name="writer">Who claims.</param>
internal sealed class SimulationClaims(string run, RunWriter writer)
{
    /// <summary>The folder of claims in a run's.</summary>
    public const string Folder = "claims";

    private const string TakeoverEnding = ".takeover";
    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, bool> _held = [];
    private readonly ConcurrentDictionary<string, (bool IsGone, DateTime Until)> _known = [];

    /// <summary>The simulations in the hands of some writer, and its name, as files say.</summary>
    /// <param name="run">The run's folder.</param>
    public static IReadOnlyList<(int Simulation, string Writer)> Of(string run)
    {
        string folder = Path.Combine(run, Folder);
        if (!Directory.Exists(folder)) return [];
        List<(int, string)> claims = [];
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            if (int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                && OwnerOf(path) is { } owner)
                claims.Add((index, owner));
        }

        return [.. claims.Order()];
    }

    /// <summary>Takes a simulation into this writer's hands, unless it is in another's.</summary>
    /// <exception cref="OutputException">The folder cannot be written.</exception>
    public bool TryTake(int simulation)
    {
        string path = PathOf(simulation);
        if (TryCreate(path) || IsFree(simulation) && TryTakeOver(path))
        {
            _held[simulation] = true;
            return true;
        }

        return false;
    }

    /// <summary>Whether a simulation is in nobody's hands, or in those of a writer that is gone.</summary>
    public bool IsFree(int simulation)
    {
        string path = PathOf(simulation);
        return OwnerOf(path) is not { } owner || owner != writer.Name && IsGone(owner, path);
    }

    /// <summary>Lets a simulation go, done or not.</summary>
    public void Release(int simulation)
    {
        if (!_held.TryRemove(simulation, out _)) return;
        string path = PathOf(simulation);
        // After a long silence somebody else may have taken it over.
        if (OwnerOf(path) == writer.Name) TryDelete(path);
    }

    /// <summary>
    /// Lets everything go, and removes what is left of claims on simulations that are finished: a process that is
    /// killed between keeping a simulation and letting it go leaves one.
    /// </summary>
    /// <param name="isFinished">Whether a simulation is kept.</param>
    public void ReleaseAll(Func<int, bool> isFinished)
    {
        foreach (int simulation in _held.Keys) Release(simulation);
        foreach ((int simulation, _) in Of(run).Where(claim => isFinished(claim.Simulation)))
            TryDelete(PathOf(simulation));
        try
        {
            Directory.Delete(Path.Combine(run, Folder));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Not empty: others are at work. Or it is gone already.
        }
    }

    private string PathOf(int simulation) =>
        Path.Combine(run, Folder, simulation.ToString("D6", CultureInfo.InvariantCulture));

    private bool TryCreate(string path)
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                using FileStream stream =
                    new(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1);
                stream.Write(Encoding.ASCII.GetBytes(writer.Name));
                return true;
            }
            catch (DirectoryNotFoundException) when (tries < 3)
            {
                // The first claim, or another writer removed the empty folder.
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            }
            catch (IOException) when (File.Exists(path))
            {
                return false;
            }
            catch (IOException) when (tries < 3)
            {
                // It was there, and is gone: its owner has let it go.
            }
            catch (Exception cause) when (OutputException.IsRaw(cause))
            {
                throw OutputException.Of(path, cause);
            }
        }
    }

    // One at a time, by a second exclusive file; under it the claim is looked at again.
    private bool TryTakeOver(string path)
    {
        string gate = path + TakeoverEnding;
        if (!TryCreate(gate))
        {
            if (IsOld(gate)) TryDelete(gate);
            return false;
        }

        try
        {
            if (OwnerOf(path) is not { } owner || !IsGone(owner, path)) return false;
            AtomicFile.WriteOwn(path, Encoding.ASCII.GetBytes(writer.Name));
            return true;
        }
        finally
        {
            TryDelete(gate);
        }
    }

    private bool IsGone(string owner, string claim)
    {
        if (_known.TryGetValue(owner, out (bool IsGone, DateTime Until) known) && WallClock.Now < known.Until)
            return known.IsGone;
        bool isGone = Judge(owner, claim);
        _known[owner] = (isGone, WallClock.Now + BelievedFor);
        return isGone;
    }

    private bool Judge(string owner, string claim)
    {
        if (WriterLog.IdentityOf(owner)?.IsDead() == true) return true;
        string file = RunWriter.PathOf(run, owner);
        // A claim whose writer is not known, such as one that was cut off, lives as long as a silent writer.
        if (WriterLog.Read(file) is not { } log) return IsOld(claim);
        return log.Ended is not null || IsOld(file)
            || log.Header.Job is { } job && JobIdentity.Current?.IsLaterThan(job) == true;
    }

    // By the clock of the file system: machines' clocks differ.
    private bool IsOld(string path)
    {
        FileSystemEntry.Touch(writer.Path);
        FileInfo own = new(writer.Path), other = new(path);
        return own.Exists && other.Exists && own.LastWriteTimeUtc - other.LastWriteTimeUtc > WriterLog.LongestSilence;
    }

    private static string? OwnerOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Gone already.
        }
    }
}
