namespace MomentsDnns.Datasets;

/// <summary>The argument checks that every dataset's Read shares.</summary>
internal static class ImageAccess
{
    /// <summary>Refuses an index outside the dataset.</summary>
    public static void CheckIndex(IImageDataset dataset, int index)
    {
        if ((uint)index >= (uint)dataset.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index,
                $"must be from 0 to {dataset.Count - 1}, the images of {dataset.Name}");
        }
    }

    /// <summary>Refuses an index outside the dataset or a span of another size than one image.</summary>
    public static void Check(IImageDataset dataset, int index, int length)
    {
        CheckIndex(dataset, index);
        int size = dataset.Channels * dataset.Height * dataset.Width;
        if (length != size)
        {
            throw new ArgumentException($"holds {length} values, an image of {dataset.Name} has {size} "
                + $"({dataset.Channels} x {dataset.Height} x {dataset.Width}); pass a span of that length", "pixels");
        }
    }
}
