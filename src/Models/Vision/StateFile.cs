using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Limits;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Vision;

/// <summary>A file of stored weights by name, to be loaded into a module whose parameters have these names.</summary>
public sealed class StateFile
{
    private const long Largest = 1L << 31;

    private readonly byte[] _bytes;

    private StateFile(string path, byte[] bytes)
    {
        (Path, _bytes) = (path, bytes);
        Sha256 hash = new();
        hash.Append(bytes);
        Hash = hash.FinishHex();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its name without the folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The SHA-256 of its bytes, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Reads a file of the safetensors format.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read, or is too large.</exception>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static StateFile Read(string path)
    {
        StateFile file = new(path, RegularFile.Read(path, Largest));
        _ = file.Entries();
        return file;
    }

    /// <summary>Writes the tensors into a module's parameters and buffers of the same names and shapes.</summary>
    /// <param name="module">The module.</param>
    /// <exception cref="InvalidDataException">
    /// A parameter is not in the file, or has another shape there; or the file has one that the module has not.
    /// </exception>
    public void LoadInto(nn.Module module)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, SafeTensor> entries = Entries().ToDictionary(e => e.Name);
        Dictionary<string, Tensor> state = module.state_dict();
        // A count of batches is no weight, and not in every file.
        string[] lacking =
            [.. state.Keys.Where(k => !entries.ContainsKey(k) && !IsCount(k)).Order(StringComparer.Ordinal)],
            foreign = [.. entries.Keys.Where(k => !state.ContainsKey(k) && !IsCount(k)).Order(StringComparer.Ordinal)];
        if (lacking.Length + foreign.Length > 0)
        {
            throw new InvalidDataException($"{Path}: its names are not the module's: "
                + string.Join("; ", new[] { Told("lacks", lacking), Told("holds besides", foreign) }.Where(t =>
                t != ""))
                + "; take the file of this architecture");
        }

        foreach ((string name, SafeTensor entry) in entries.Where(e => state.ContainsKey(e.Key) && !IsCount(e.Key)))
        {
            if (!state[name].shape.SequenceEqual(entry.Shape))
            {
                throw new InvalidDataException($"{Path}: {name} is [{string.Join(", ", entry.Shape)}], the module's "
                    + $"[{string.Join(", ", state[name].shape)}]; take the file of this architecture");
            }

            state[name].copy_(entry.ToTensor(_bytes));
        }
    }

    private IReadOnlyList<SafeTensor> Entries() => SafeTensors.Read(Path, _bytes);

    private static bool IsCount(string name) => name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    private static string Told(string verb, string[] names) => names.Length == 0 ? ""
        : $"{verb} {string.Join(", ", names.Take(3))}{(names.Length > 3 ? $" and {names.Length - 3} more" : "")}";
}
