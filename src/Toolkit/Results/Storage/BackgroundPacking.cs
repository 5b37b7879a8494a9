namespace MomentsDnns.Results.Storage;

/// <summary>Packs parts beside the work, one range after another.</summary>
/// <remarks>The caller sees to it that one thread at a time calls.</remarks>
/// <param name="folder">The run's folder.</param>
/// <param name="reader">Reads its parts.</param>
/// <param name="fingerprint">That of its experiment.</param>
internal sealed class BackgroundPacking(string folder, PartReader reader, string fingerprint)
{
    private const long MostKeptValues = 1 << 22; // 32 MiB

    private readonly Dictionary<int, ResultTable> _kept = [];
    private long _keptValues;
    private Task _packing = Task.CompletedTask;

    /// <summary>Keeps rows that were written here, so that packing need not read them, unless they are much.</summary>
    /// <param name="simulation">Whose.</param>
    /// <param name="table">The rows.</param>
    public void Keep(int simulation, ResultTable table)
    {
        if (_keptValues + Values(table) > MostKeptValues) return;
        _kept[simulation] = table;
        _keptValues += Values(table);
    }

    /// <summary>Begins to pack a range whose simulations are all there.</summary>
    /// <param name="pack">The packed part.</param>
    public void Begin(PartFile pack)
    {
        Dictionary<int, ResultTable> rows = [];
        foreach (int simulation in pack.Simulations)
        {
            if (!_kept.Remove(simulation, out ResultTable? table)) continue;
            rows[simulation] = table;
            _keptValues -= Values(table);
        }

        Then(packing => packing.Pack(pack.First, rows));
    }

    /// <summary>Waits until all is packed.</summary>
    /// <param name="packsAll">Whether to pack what other processes left too.</param>
    public void End(bool packsAll)
    {
        if (packsAll) Then(packing => packing.PackAll());
        _packing.Wait();
    }

    private static long Values(ResultTable table) => (long)table.Rows * table.Columns.Count;

    private void Then(Action<PartPacking> pack) => _packing = _packing.ContinueWith(_ =>
    {
        try
        {
            pack(new(folder, reader, fingerprint));
        }
        catch (IOException)
        {
            // No space, or a folder that went away. Fewer files are a convenience: what cannot be packed stays as it
            // is, and is told when it is read.
        }
    }, TaskScheduler.Default);
}
