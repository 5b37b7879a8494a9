using System.IO.Hashing;
using System.Text;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Limits;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Training;

/// <summary>
/// All that a training goes on from: steps taken, records, weights, the optimizer's averages. The place in the epoch
/// follows from the step. A file holds it under a checksum, XXH3 (128 bits) of every byte before it, and is bound to
/// one training: network, data, options, seed and simulation.
/// </summary>
public sealed class TrainingState
{
    private const string Mark = "moments training state 2\n";
    private const int ChecksumLength = 16;

    internal TrainingState(string training, int step, bool isVisited, int? divergedAt,
        IReadOnlyList<TrainingRecord> records, IReadOnlyList<LayerRecord> inspected, IReadOnlyList<byte[]> numbers) =>
        (Training, Step, IsVisited, DivergedAt, Records, Inspected, Numbers) =
            (training, step, isVisited, divergedAt, records, inspected, numbers);

    /// <summary>The steps that were taken.</summary>
    public int Step { get; }

    /// <summary>What was recorded so far.</summary>
    public IReadOnlyList<TrainingRecord> Records { get; }

    /// <summary>What inspections gave so far.</summary>
    public IReadOnlyList<LayerRecord> Inspected { get; }

    /// <summary>The step at which the loss was not finite; null: it is.</summary>
    public int? DivergedAt { get; }

    /// <summary>Of which training it is: equal for equal network, data, options, seed and simulation.</summary>
    internal string Training { get; }

    /// <summary>Whether what is due at <see cref="Step"/>, record and inspection, was done.</summary>
    internal bool IsVisited { get; }

    /// <summary>Parameters, then averages, in order: the bytes of each.</summary>
    internal IReadOnlyList<byte[]> Numbers { get; }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>The same as a run's own file, in its folder.</summary>
    internal void SaveOwn(string path) => AtomicFile.WriteOwn(path, Write);

    private void Write(Stream stream)
    {
        XxHash128 hash = new();
        using BinaryWriter head = new(new MemoryStream());
        head.Write(Encoding.ASCII.GetBytes(Mark));
        head.Write(Training);
        head.Write(Step);
        head.Write(IsVisited);
        head.Write(DivergedAt ?? -1);
        head.Write(Records.Count);
        foreach (TrainingRecord record in Records)
        {
            head.Write(record.Step);
            head.Write(record.TrainingLoss);
            head.Write(record.TrainingAccuracy);
            head.Write(record.HeldOutLoss ?? double.NaN);
            head.Write(record.HeldOutAccuracy ?? double.NaN);
        }

        head.Write(Inspected.Count);
        foreach (LayerRecord record in Inspected) Write(head, record);
        head.Write(Numbers.Count);
        Put(((MemoryStream)head.BaseStream).ToArray());
        foreach (byte[] bytes in Numbers)
        {
            Put(BitConverter.GetBytes(bytes.Length));
            Put(bytes);
        }

        stream.Write(hash.GetCurrentHash());

        void Put(byte[] bytes)
        {
            hash.Append(bytes);
            stream.Write(bytes);
        }
    }

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no such file, or damaged; one line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TrainingState Load(string path)
    {
        byte[] file = RegularFile.Read(path, Array.MaxLength);
        int end = file.Length - ChecksumLength;
        if (end < Mark.Length || !file.AsSpan(0, Mark.Length).SequenceEqual(Encoding.ASCII.GetBytes(Mark)))
        {
            throw new InvalidDataException(
                $"{path}: is no state of a training that this version reads; name another, or remove it to begin anew");
        }

        if (!XxHash128.Hash(file.AsSpan(0, end)).AsSpan().SequenceEqual(file.AsSpan(end)))
        {
            throw new InvalidDataException(
                $"{path}: its content does not match its checksum; restore it, or remove it to begin anew");
        }

        using BinaryReader reader = new(new MemoryStream(file, Mark.Length, end - Mark.Length));
        string training = reader.ReadString();
        (int step, bool isVisited, int divergedAt) = (reader.ReadInt32(), reader.ReadBoolean(), reader.ReadInt32());
        List<TrainingRecord> records = [];
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            records.Add(new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), Known(reader.ReadDouble()),
                Known(reader.ReadDouble())));
        }

        List<LayerRecord> inspected = [];
        for (int count = reader.ReadInt32(); count > 0; count--) inspected.Add(ReadRecord(reader));
        List<byte[]> numbers = [];
        for (int count = reader.ReadInt32(); count > 0; count--) numbers.Add(reader.ReadBytes(reader.ReadInt32()));
        return new(training, step, isVisited, divergedAt < 0 ? null : divergedAt, records, inspected, numbers);
    }

    private static void Write(BinaryWriter writer, LayerRecord record)
    {
        writer.Write(record.Depth);
        writer.Write(record.Location.Name);
        writer.Write(record.Degeneracy is { } lost ? (int)lost.Cause : -1);
        writer.Write(record.Degeneracy?.Depth ?? 0);
        writer.Write(record.Values.Count);
        foreach ((Statistic statistic, double value) in record.Values.OrderBy(pair => pair.Key))
        {
            writer.Write(statistic.Name);
            writer.Write(statistic.IsLogarithmic);
            writer.Write(value);
        }
    }

    private static LayerRecord ReadRecord(BinaryReader reader)
    {
        (int depth, string place, int cause, int at) =
            (reader.ReadInt32(), reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
        Dictionary<Statistic, double> values = [];
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            (string name, bool isLogarithmic, double value) =
                (reader.ReadString(), reader.ReadBoolean(), reader.ReadDouble());
            values[Statistic.Define(name, isLogarithmic)] = value;
        }

        return new(depth, Location.Define(place), values, cause < 0 ? null : new((DegeneracyCause)cause, at));
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
