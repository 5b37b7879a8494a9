using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Limits;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Vision;

/// <summary>A file of stored weights by name, to be loaded into a module whose parameters have these names.</summary>
public sealed class StateFile
{
    private const long Largest = 1L << 31;

    private readonly IReadOnlyList<StoredTensor> _entries;

    private StateFile(string path, byte[] bytes)
    {
        (Path, _entries) = (path, Read(path, bytes));
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

    /// <summary>Reads a file of the safetensors format, or one that <c>torch.save</c> wrote of a state dict.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read, or is too large.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or damaged; one line.</exception>
    public static StateFile Read(string path) => new(path, RegularFile.Read(path, Largest));

    /// <summary>Writes the tensors into a module's parameters and buffers of the same names and shapes.</summary>
    /// <param name="module">The module.</param>
    /// <exception cref="InvalidDataException">
    /// A parameter is not in the file, or has another shape there; or the file has one that the module has not.
    /// </exception>
    public void LoadInto(nn.Module module)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, StoredTensor> entries = _entries.ToDictionary(e => e.Name);
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

        foreach ((string name, StoredTensor entry) in entries.Where(e => state.ContainsKey(e.Key) && !IsCount(e.Key)))
        {
            if (!state[name].shape.SequenceEqual(entry.Shape))
            {
                throw new InvalidDataException($"{Path}: {name} is [{string.Join(", ", entry.Shape)}], the module's "
                    + $"[{string.Join(", ", state[name].shape)}]; take the file of this architecture");
            }

            state[name].copy_(entry.ToTensor());
        }
    }

    private static IReadOnlyList<StoredTensor> Read(string path, byte[] bytes)
    {
        const string convert = "in Python: from safetensors.torch import save_file; "
            + "save_file(torch.load(name, map_location=\"cpu\"), \"net.safetensors\")";
        if (PickledState.BeginsAsBefore(bytes))
        {
            throw new InvalidDataException($"{path} is a pickle as PyTorch before 1.6 wrote, which is not read; "
                + convert);
        }


        if (!PickledState.Begins(bytes)) return SafeTensors.Read(path, bytes);
        try
        {
            return PickledState.Read(bytes);
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException($"{path} is no state dict of torch.save: {cause.Message}; save it again, or "
                + convert, cause);
        }
    }

    private static bool IsCount(string name) => name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    private static string Told(string verb, string[] names) => names.Length == 0 ? ""
        : $"{verb} {string.Join(", ", names.Take(3))}{(names.Length > 3 ? $" and {names.Length - 3} more" : "")}";
}
