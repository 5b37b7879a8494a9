using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// Reads the parts of a run, and holds each to its checksum, its name, its experiment and the run's depths.
/// </summary>
internal sealed class PartReader
{
    private readonly string _folder;
    private readonly ExperimentDocument _document;
    private readonly HashSet<int> _depths;
    private readonly int _places;

    /// <summary>Reads in a folder.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="document">Its experiment, as it was read.</param>
    public PartReader(string folder, ExperimentDocument document)
    {
        (_folder, _document, _depths) = (folder, document, [.. document.Depths]);
        // Asking for the sites also has a user's topology, or a probe, name its places, which the parts then may hold.
        NetworkOptions? network = document.Configuration?.Network;
        _places = document.Probed is { } probed ? FactsOfNetworks.Of(probed).Sites.Count
            : document.Trained is { } trained ? trained.Places.Count
            : network is null ? Location.All.Count : network.Topology.Sites(network).Count;
    }

    /// <summary>
    /// Every part that counts, by simulation. One that a wider part covers does not: it was packed, and is about to be
    /// removed.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// A name claims more than a part can hold, or two parts hold the same simulation.
    /// </exception>
    public IReadOnlyList<PartFile> Parts()
    {
        IReadOnlyList<PartFile> parts = PartFile.In(_folder);
        DamagedPart[] claiming =
            [.. parts.Where(p => NameFault(p) is not null).Select(p => new DamagedPart(p, NameFault(p)!))];
        if (claiming.Length > 0) throw Refusal(claiming, parts.Count);
        List<PartFile> counting = new(parts.Count);
        foreach (PartFile part in parts)
        {
            if (counting.Count == 0 || counting[^1].Last < part.First) counting.Add(part);
            else if (!counting[^1].Covers(part))
            {
                throw new InvalidDataException($"{counting[^1].Path} and {part.Path} both hold simulation "
                    + $"{part.First}; delete one of them");
            }
        }

        return counting;
    }

    /// <summary>The rows of a part.</summary>
    /// <exception cref="InvalidDataException">The part is damaged; the message says what to do.</exception>
    public ResultTable Read(PartFile part) => ReadOrRefuse(part, (_, file) => Table(part, file));

    /// <summary>The simulations of a part whose signal or noise was lost, and where; no other column is read.</summary>
    /// <exception cref="InvalidDataException">The part is damaged; the message says what to do.</exception>
    public IReadOnlyList<KeyValuePair<int, Degeneracy>> Degeneracies(PartFile part) =>
        ReadOrRefuse(part, (_, file) => ParquetTable.ReadDegeneracies(file, MostRows(part)));

    /// <summary>
    /// Every damaged part of the folder, whatever names claim. Of a part with a seal this takes reading its bytes; the
    /// rows of one without are read as well.
    /// </summary>
    /// <param name="concerned">Of parts that hold one of these simulations alone; null: of all.</param>
    public IReadOnlyList<DamagedPart> Damaged(IReadOnlySet<int>? concerned = null)
    {
        PartFile[] all = [.. PartFile.In(_folder)];
        PartFile[] parts = concerned is null ? all
            : [.. all.Where(part => NameFault(part) is not null || part.Simulations.Any(concerned.Contains))];
        DamagedPart?[] found = new DamagedPart?[parts.Length];
        Parallel.For(0, parts.Length, i => found[i] = DamageOf(parts[i]));
        return [.. found.OfType<DamagedPart>()];
    }

    /// <summary>Whether a part is what was written.</summary>
    public bool IsSound(PartFile part) => DamageOf(part) is null;

    /// <summary>Refuses a run with damaged parts.</summary>
    /// <exception cref="InvalidDataException">
    /// A part is damaged; the message names the first, and says what to do.
    /// </exception>
    /// <param name="concerned">See <see cref="Damaged"/>.</param>
    public void RequireSound(IReadOnlySet<int>? concerned = null)
    {
        IReadOnlyList<DamagedPart> damaged = Damaged(concerned);
        if (damaged.Count > 0) throw Refusal(damaged, PartFile.In(_folder).Count);
    }

    /// <summary>What a user is told of damaged parts: one line that names the first, and the remedy.</summary>
    /// <param name="damaged">The parts, one or more.</param>
    /// <param name="parts">How many parts there are in all.</param>
    private InvalidDataException Refusal(IReadOnlyList<DamagedPart> damaged, int parts)
    {
        string others = damaged.Count == 1 ? ""
            : string.Create(CultureInfo.InvariantCulture, $", and {damaged.Count - 1} more of {parts} parts");
        string remedy = _document.Imported is { } imported
            ? $"import {imported.File} again, into another folder"
            : $"run it again with the same options and --repair, which sets {(damaged.Count == 1 ? "it" : "them")} "
            + $"aside and redoes "
                + (damaged is [{ Part: var one }] && NameFault(one) is null
                    ? one.First == one.Last ? $"simulation {one.First}" : $"simulations {one.First} to {one.Last}"
                    : "what is missing then");
        return new($"{damaged[0].Part.Path} is damaged ({damaged[0].Reason}){others}; {remedy}", damaged[0].Cause);
    }

    // The content of a part with a seal is what was written, so that its rows need not be read.
    private DamagedPart? DamageOf(PartFile part)
    {
        if (NameFault(part) is { } fault) return new(part, fault);
        try
        {
            return TryRead(part, (seal, file) => seal is null ? Table(part, file) : null).Damage;
        }
        catch (FileNotFoundException)
        {
            return null; // another process has packed it meanwhile
        }
    }

    private T ReadOrRefuse<T>(PartFile part, Func<PartSeal?, byte[], T> read)
    {
        (T? content, DamagedPart? damage) = TryRead(part, read);
        return damage is null ? content! : throw Refusal([damage], 1);
    }

    private (T? Content, DamagedPart? Damage) TryRead<T>(PartFile part, Func<PartSeal?, byte[], T> read)
    {
        try
        {
            byte[] file = part.Read();
            PartSeal? seal = PartSeal.Read(file);
            RequireSeal(seal, part);
            return (read(seal, file), null);
        }
        catch (Exception cause) when (cause is not (OutOfMemoryException or UnauthorizedAccessException
            or FileNotFoundException))
        {
            // What the Parquet library throws at a broken file is anything from an end of stream to a bad index.
            return (default, new(part, cause.Message.ReplaceLineEndings(" ").TrimEnd('.'), cause));
        }
    }

    private void RequireSeal(PartSeal? seal, PartFile part)
    {
        if (seal is null)
        {
            if (_document.HasChecksums) throw new InvalidDataException("it carries no checksum, or was cut off");
            return;
        }

        if ((seal.First, seal.Last) != (part.First, part.Last))
        {
            throw new InvalidDataException($"it was written as simulation "
                + $"{seal.First}{(seal.Last == seal.First ? "" : $" to {seal.Last}")}, which its name does not say");
        }
        if (seal.Experiment != _document.Fingerprint)
            throw new InvalidDataException($"it is of another experiment than {ExperimentDocument.FileName}");
    }

    private static string? NameFault(PartFile part) => part.Count <= PartFile.MostSimulations
        ? null
        : $"its name claims {part.Count} simulations, a part holds {PartFile.MostSimulations} at most";

    private long MostRows(PartFile part) => part.Count * _depths.Count * _places;

    private ResultTable Table(PartFile part, byte[] file)
    {
        ResultTable table = ParquetTable.Read(file, MostRows(part));
        RequireFit(table, part);
        return table;
    }

    private void RequireFit(ResultTable table, PartFile part)
    {
        HashSet<(int, int, Location)> seen = [];
        for (int row = 0; row < table.Rows; row++)
        {
            (int simulation, int depth, Location location) =
                (table.Simulations[row], table.Depths[row], table.Locations[row]);
            if (simulation < part.First || simulation > part.Last)
                throw new InvalidDataException($"it holds simulation {simulation}, which its name does not");
            if (!_depths.Contains(depth))
                throw new InvalidDataException($"it holds depth {depth}, which the run does not record");
            if (!seen.Add((simulation, depth, location)))
            {
                throw new InvalidDataException(
                    $"it holds simulation {simulation}, depth {depth}, {location.Name} twice");
            }
        }

        if (table.Rows == 0) throw new InvalidDataException("it holds no row");
    }
}
