using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using MomentsDnns.Limits;

namespace MomentsDnns.Models.Vision;

/// <summary>
/// Files that <c>torch.save</c> writes since PyTorch 1.6: a ZIP archive of a pickle, which names the tensors, and a
/// file for each storage. The state dict itself, or one under <c>state_dict</c>, <c>model_state_dict</c> or
/// <c>model</c>; <c>module.</c> before all names, which parallel training leaves, is taken off.
/// </summary>
internal sealed class PickledState
{
    private const string Pickle = "data.pkl", Parallel = "module.";
    private const long LargestPickle = 1 << 22;

    private static readonly string[] Nested = ["state_dict", "model_state_dict", "model"];

    private readonly Dictionary<string, ZipArchiveEntry> _members;
    private readonly Dictionary<string, TorchStorage> _storages = [];
    private readonly string _root;
    private long _left; // bytes that members may still give: no more than the file has

    private PickledState(ZipArchive archive, int length)
    {
        _left = length;
        _members = archive.Entries.ToDictionary(entry => entry.FullName); // of two of one name neither can be meant
        string pickle = _members.Keys.FirstOrDefault(name => name.EndsWith("/" + Pickle, StringComparison.Ordinal))
            ?? throw new InvalidDataException($"it holds no {Pickle}");
        _root = pickle[..^Pickle.Length];
    }

    /// <summary>Whether bytes begin as a ZIP archive does.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Whether bytes begin as what PyTorch before 1.6 wrote: a pickle without an archive.</summary>
    public static bool BeginsAsBefore(ReadOnlySpan<byte> file) => file is [0x80, 0x02, ..];

    /// <summary>The tensors that a file holds.</summary>
    /// <param name="file">Its bytes.</param>
    /// <exception cref="InvalidDataException">It is no such file, or damaged; the message does not name it.</exception>
    public static IReadOnlyList<StoredTensor> Read(byte[] file)
    {
        try
        {
            using ZipArchive archive = new(new MemoryStream(file), ZipArchiveMode.Read);
            return new PickledState(archive, file.Length).Read();
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException or InvalidCastException
            or DecoderFallbackException or NotSupportedException or IndexOutOfRangeException or ArgumentException)
        {
            throw new InvalidDataException("it is damaged", e);
        }
    }

    private List<StoredTensor> Read()
    {
        if (_members.TryGetValue(_root + "byteorder", out ZipArchiveEntry? order)
            && Encoding.ASCII.GetString(Content(order, LargestPickle)) != "little")
            throw new InvalidDataException("its numbers are in big endian");
        object? top = new PickleReader(Content(_members[_root + Pickle], LargestPickle), Call, Refer).Read();
        if (top is not Dictionary<object, object?> state)
            throw new InvalidDataException("it holds no dictionary of tensors");
        if (Nested.FirstOrDefault(key => state.GetValueOrDefault(key) is Dictionary<object, object?>) is { } inner)
            state = (Dictionary<object, object?>)state[inner]!;
        List<StoredTensor> tensors = [];
        foreach ((object key, object? value) in state)
        {
            tensors.Add(key is string name && value is StoredTensor tensor
                ? tensor with { Name = name }
                : throw new InvalidDataException($"its entry {ShortText.Of($"{key}")} is no tensor"));
        }

        return tensors.Count > 0 && tensors.TrueForAll(t => t.Name.StartsWith(Parallel, StringComparison.Ordinal))
            ? tensors.ConvertAll(t => t with { Name = t.Name[Parallel.Length..] })
            : tensors;
    }

    private object Call(PickleGlobal function, object?[] arguments) => (function.ToString(), arguments) switch
    {
        ("collections.OrderedDict", []) => new Dictionary<object, object?>(),
        ("torch._utils._rebuild_tensor_v2",
            [TorchStorage storage, long offset, object?[] shape, object?[] strides, ..]) =>
            View(storage, offset, [.. shape.Cast<long>()], [.. strides.Cast<long>()]),
        ("torch._utils._rebuild_parameter", [StoredTensor tensor, ..]) => tensor,
        _ => throw new InvalidDataException($"it calls {ShortText.Of($"{function}")}, which weights do not need, and "
            + "nothing is run"),
    };

    private static StoredTensor View(TorchStorage storage, long offset, long[] shape, long[] strides) =>
        new("", storage.Type, shape, storage.View(offset, shape, strides));

    private TorchStorage Refer(object?[] reference)
    {
        if (reference is not ["storage", PickleGlobal { Module: "torch" } kind, string key, _, long count])
            throw new InvalidDataException("it refers to something that is no storage");
        string type = TorchStorage.TypeOf(kind.Name)
            ?? throw new InvalidDataException($"it holds a {ShortText.Of(kind.Name)}, a type that is not read");
        if (_storages.TryGetValue(key, out TorchStorage? known) && known.Type == type) return known;
        byte[] bytes = _members.TryGetValue($"{_root}data/{key}", out ZipArchiveEntry? member)
            ? Content(member, _left)
            : throw new InvalidDataException($"it lacks the storage {ShortText.Of(key)}");
        return bytes.Length == checked(count * StoredTensor.Sizes[type])
            ? _storages[key] = new(type, bytes)
            : throw new InvalidDataException($"its storage {ShortText.Of(key)} has {bytes.Length} bytes, not {count} "
                + "numbers");
    }

    // torch.save compresses nothing: members that state more than the file has are damaged.
    private byte[] Content(ZipArchiveEntry member, long most)
    {
        if (member.Length > Math.Min(most, _left))
            throw new InvalidDataException($"its member {ShortText.Of(member.FullName)} is larger than it can be");
        _left -= member.Length;
        byte[] bytes = new byte[member.Length];
        using Stream stream = member.Open();
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0 && Crc32.HashToUInt32(bytes) == member.Crc32 ? bytes
            : throw new InvalidDataException($"its member {ShortText.Of(member.FullName)} does not match its checksum "
                + "(CRC-32)");
    }
}
