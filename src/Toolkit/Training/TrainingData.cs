using System.IO.Hashing;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MomentsDnns.Training;

/// <summary>
/// Labelled images to train on, and others that are held out, all ready to enter a net (see
/// <see cref="ImageStandardization"/>). The tensors stay their owner's, and are not to be changed.
/// </summary>
public sealed class TrainingData
{
    private readonly Lazy<string> _fingerprint;

    /// <summary>Joins images and labels.</summary>
    /// <param name="images">The training images <c>[M, C, H, W]</c>, of any floating-point type.</param>
    /// <param name="labels">Their classes <c>[M]</c>, 64-bit whole numbers from 0.</param>
    /// <param name="heldOutImages">Images that are not trained on, of the same shape; null: none.</param>
    /// <param name="heldOutLabels">Their classes; null: none.</param>
    /// <exception cref="ArgumentException">A tensor is not of its shape or type, or a label is below 0.</exception>
    public TrainingData(Tensor images, Tensor labels, Tensor? heldOutImages = null, Tensor? heldOutLabels = null)
    {
        Require(images, labels, "images");
        if (heldOutImages is not null && heldOutLabels is not null)
        {
            Require(heldOutImages, heldOutLabels, "heldOutImages");
            if (!heldOutImages.shape.Skip(1).SequenceEqual(images.shape.Skip(1)))
            {
                throw new ArgumentException($"heldOutImages [{string.Join(", ", heldOutImages.shape)}]: must be of the "
                    + $"size of the training images, [{string.Join(", ", images.shape)}]; cut or resize them");
            }
        }
        else if (heldOutImages is not null || heldOutLabels is not null)
        {
            throw new ArgumentException("heldOutImages and heldOutLabels: one is missing; give both or neither");
        }

        (Images, Labels, HeldOutImages, HeldOutLabels) = (images, labels, heldOutImages, heldOutLabels);
        LargestLabel = Math.Max(Largest(labels), heldOutLabels is null ? 0 : Largest(heldOutLabels));
        _fingerprint = new(Hash);
    }

    /// <summary>The training images <c>[M, C, H, W]</c>.</summary>
    public Tensor Images { get; }

    /// <summary>Their classes <c>[M]</c>.</summary>
    public Tensor Labels { get; }

    /// <summary>The images that are held out; null: none.</summary>
    public Tensor? HeldOutImages { get; }

    /// <summary>Their classes; null: none.</summary>
    public Tensor? HeldOutLabels { get; }

    /// <summary>M, the training images.</summary>
    public int Count => (int)Images.shape[0];

    /// <summary>The largest class of all images.</summary>
    public long LargestLabel { get; }

    /// <summary>Equal fingerprints mean equal images and labels: XXH3 (128 bits) of every bit.</summary>
    public string Fingerprint => _fingerprint.Value;

    private static long Largest(Tensor labels) => labels.max().item<long>();

    private string Hash()
    {
        XxHash128 hash = new();
        foreach (Tensor? tensor in new[] { Images, Labels, HeldOutImages, HeldOutLabels })
        {
            hash.Append(MemoryMarshal.AsBytes(tensor is null ? [0L] : tensor.shape.AsSpan()));
            if (tensor is not null) hash.Append(tensor.bytes);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static void Require(Tensor images, Tensor labels, string name)
    {
        if (images.Dimensions != 4 || images.numel() == 0 || !images.is_floating_point() || !images.is_contiguous())
        {
            throw new ArgumentException($"{name} [{string.Join(", ", images.shape)}] {images.dtype}: must be floating-"
                + "point numbers [M, C, H, W], one image or more, contiguous in memory; call contiguous()");
        }

        if (labels.Dimensions != 1 || labels.shape[0] != images.shape[0] || labels.dtype != ScalarType.Int64
            || !labels.is_contiguous())
        {
            throw new ArgumentException($"labels [{string.Join(", ", labels.shape)}] {labels.dtype}: must be 64-bit "
                + $"whole numbers, one for each of the {images.shape[0]} {name}, contiguous in memory; convert them");
        }

        if (labels.min().item<long>() is < 0 and var least)
            throw new ArgumentException($"labels {least}: must be 0 or more; number the classes from 0");
    }
}
