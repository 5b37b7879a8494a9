using System.Globalization;
using System.Text;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Results.Sharing;

/// <summary>
/// A process that writes into a run's folder, as the file <c>writers/TOKEN.jsonl</c> tells others: who it is, what it
/// finished, and that it is alive (the file's time is renewed). Made when there is something to tell; a process that
/// does nothing leaves none.
/// </summary>
internal sealed class RunWriter : IDisposable
{
    /// <summary>The folder of writers' files in a run's.</summary>
    public const string Folder = "writers";

    /// <summary>The ending of their names.</summary>
    public const string Ending = ".jsonl";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    private readonly Lock _writing = new();
    private readonly FileStream _stream;
    private readonly Timer _beat;
    private bool _hasFinished;

    /// <summary>Makes the file.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="header">Who this is.</param>
    /// <exception cref="OutputException">It cannot be made.</exception>
    public RunWriter(string run, WriterHeader header)
    {
        string folder = System.IO.Path.Combine(run, Folder);
        Name = string.Create(CultureInfo.InvariantCulture,
            $"{ProcessIdentity.Current}-{Guid.NewGuid().ToString("N")[..8]}");
        Path = PathOf(run, Name);
        try
        {
            Directory.CreateDirectory(folder);
            _stream = new(Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1);
            Append(header.Line());
        }
        catch (Exception cause) when (OutputException.IsRaw(cause))
        {
            throw OutputException.Of(Path, cause);
        }

        _beat = new(_ => FileSystemEntry.Touch(Path), null, Beat, Beat);
    }

    /// <summary>Its name, which claims hold.</summary>
    public string Name { get; }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>The file of a writer.</summary>
    public static string PathOf(string run, string name) => System.IO.Path.Combine(run, Folder, name + Ending);

    /// <summary>Tells that a simulation is kept.</summary>
    /// <param name="simulation">Which.</param>
    /// <param name="took">How long it took.</param>
    public void Finished(int simulation, TimeSpan took)
    {
        _hasFinished = true;
        TryAppend(new WriterLine { Simulation = simulation, Seconds = Math.Round(took.TotalSeconds, 3) });
    }

    /// <summary>Tells the end; where nothing was finished the file goes.</summary>
    public void Dispose()
    {
        _beat.Dispose();
        if (_hasFinished) TryAppend(new WriterLine { Ended = WallClock.Now });
        _stream.Dispose();
        if (_hasFinished) return;
        try
        {
            File.Delete(Path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The folder went away: nothing is left that could be removed.
        }
    }

    // Numbers are kept already: what cannot be told of them must not end the work.
    private void TryAppend(WriterLine line)
    {
        try
        {
            Append(line.Line());
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The disk is full, or gone.
        }
    }

    private void Append(string line)
    {
        lock (_writing)
        {
            _stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
            _stream.Flush();
        }
    }
}
