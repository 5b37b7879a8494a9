using System.CommandLine;
using System.Globalization;
using MomentsDnns.Architectures.Networks;
using TorchSharp;

namespace MomentsDnns.Cli.Options;

/// <summary>Where to compute: <c>cpu</c>, <c>cuda</c> (the first GPU), <c>cuda:2</c>.</summary>
/// <param name="gpus">How many GPUs libtorch can use; asked where one is wanted, and only then.</param>
internal sealed class DeviceOption(Func<int> gpus) : WordOption<DeviceOption.Place?>("--device",
    "Where to compute: cuda is the first GPU that the process sees, cuda:1 the second [default: cpu]",
    "cpu|cuda[:K]", OneOf(["cpu", "cuda[:K]"]))
{
    private const string Gpu = "cuda";

    /// <summary>The option with libtorch's own count of GPUs.</summary>
    public DeviceOption() : this(() => torch.cuda.is_available() ? torch.cuda.device_count() : 0)
    {
    }

    /// <summary>A processor, or a GPU by its number.</summary>
    /// <param name="Text">As it was given.</param>
    /// <param name="Gpu">Which GPU, from 0; null: the processor.</param>
    internal sealed record Place(string Text, int? Gpu);

    /// <summary>A device of another machine, for checks before a job goes there: nothing is computed on it.</summary>
    public static torch.Device Elsewhere => new(DeviceType.META);

    /// <summary>The device; asks libtorch, so that it is to be called once the other options are sound.</summary>
    /// <exception cref="UsageException">A GPU was asked for that is not there.</exception>
    public torch.Device In(ParseResult parsed)
    {
        if (Given(parsed) is not { Gpu: { } gpu } place) return torch.CPU;
        int count = gpus();
        OptionFault? fault = count == 0
            ? new("device", place.Text, "needs an NVIDIA GPU and a build with -p:TorchBackend=cuda, none was found",
                "take cpu")
            : gpu >= count ? new("device", place.Text, $"is beyond {Counted(count)}", "take one of these") : null;
        return fault is null ? new torch.Device(DeviceType.CUDA, gpu) : throw new UsageException([fault]);
    }

    /// <inheritdoc/>
    protected override Place? Read(string text) => text switch
    {
        "cpu" => new(text, null),
        Gpu => new(text, 0),
        _ when text.StartsWith(Gpu + ":", StringComparison.Ordinal) && int.TryParse(text.AsSpan(Gpu.Length + 1),
            NumberStyles.None, CultureInfo.InvariantCulture, out int gpu) => new(text, gpu),
        _ => null,
    };

    private static string Counted(int count)
    {
        string named = string.Join(", ", Enumerable.Range(0, Math.Min(count, 2)).Select(i => $"{Gpu}:{i}"));
        return count switch
        {
            1 => $"the 1 GPU here, {named}",
            2 => $"the 2 GPUs here, {named}",
            _ => $"the {count} GPUs here, {Gpu}:0 to {Gpu}:{count - 1}",
        };
    }
}
