using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MomentsDnns.Models.Tests.Vision;

/// <summary>
/// Files as <c>torch.save</c> writes them, byte by byte after its pickler (protocol 2) and its archive's layout:
/// <c>name/data.pkl</c>, <c>name/byteorder</c>, <c>name/data/0</c> and so on.
/// </summary>
internal sealed class TorchArchive
{
    private readonly MemoryStream _pickle = new();
    private readonly Dictionary<string, byte[]> _members = new() { ["byteorder"] = "little"u8.ToArray() };
    private int _memo;

    public TorchArchive() => Write(0x80, 2);

    public static byte[] Floats(params float[] values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }

    /// <summary>An ordered dictionary of tensors with the attribute that modules leave on it.</summary>
    public TorchArchive State(params (string Name, TorchView View)[] tensors)
    {
        Global("collections", "OrderedDict").Write(')', 'R').Put().Write('(');
        foreach ((string name, TorchView view) in tensors) Unicode(name).Tensor(view);
        return Write('u').Write('}').Put().Unicode("_metadata").Global("collections", "OrderedDict").Write(')', 'R').Put().Write('s', 'b');
    }

    /// <summary>A plain dictionary, of a key and what follows until <see cref="Close"/>.</summary>
    public TorchArchive Open(string key) => Write('}').Put().Write('(').Unicode("epoch").Write('K', 7).Unicode("loss").Write('G', 0, 0, 0, 0, 0, 0, 0, 0).Unicode("betas").Write(']').Put().Write('(', 'K', 1, 'M', 1, 1, 'e').Unicode(key);

    public TorchArchive Close() => Write('u');

    public TorchArchive Global(string module, string name) => Write('c').Text($"{module}\n{name}\n").Put();

    public TorchArchive Unicode(string text)
    {
        Write('X').Int32(Encoding.UTF8.GetByteCount(text)).Text(text);
        return Put();
    }

    public TorchArchive Write(params int[] bytes)
    {
        _pickle.Write([.. bytes.Select(b => (byte)b)]);
        return this;
    }

    public TorchArchive Member(string name, byte[] bytes)
    {
        _members[name] = bytes;
        return this;
    }

    public byte[] Bytes(CompressionLevel compression = CompressionLevel.NoCompression)
    {
        MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in (IEnumerable<KeyValuePair<string, byte[]>>)
                [new("data.pkl", [.. _pickle.ToArray(), (byte)'.']), .. _members])
            {
                using Stream member = archive.CreateEntry("net/" + name, compression).Open();
                member.Write(bytes);
            }
        }

        return file.ToArray();
    }

    private TorchArchive Tensor(TorchView view)
    {
        if (view.Bytes is { } bytes) _members["data/" + view.Key] = bytes;
        if (view.IsParameter) Global("torch._utils", "_rebuild_parameter").Write('(');
        Global("torch._utils", "_rebuild_tensor_v2").Write('(', '(').Unicode("storage").Global("torch", view.Storage).Unicode(view.Key).Unicode("cpu");
        Write('J').Int32(view.Count).Write('t').Put().Write('Q', 'J').Int32(view.Offset);
        Sizes(view.Shape).Sizes(view.Strides).Write(0x89).Global("collections", "OrderedDict").Write(')', 'R').Put().Write('t').Put().Write('R').Put();
        return view.IsParameter ? Write(0x88).Global("collections", "OrderedDict").Write(')', 'R', 't', 'R') : this;
    }

    private TorchArchive Sizes(int[] sizes)
    {
        Write('(');
        foreach (int size in sizes) Write(0x8a, 4).Int32(size);
        return Write('t').Put();
    }

    private TorchArchive Put() => Write('q', _memo++ % 256);

    private TorchArchive Text(string text)
    {
        _pickle.Write(Encoding.UTF8.GetBytes(text));
        return this;
    }

    private TorchArchive Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _pickle.Write(bytes);
        return this;
    }
}
