using MomentsDnns.Datasets;

namespace MomentsDnns.Cli.Output;

/// <summary>Prints the classes of a dataset and how many images each has.</summary>
internal static class ClassTable
{
    // More would hide what else is printed.
    private const int MostRows = 40;

    /// <summary>Writes to standard output.</summary>
    /// <param name="dataset">The dataset; null where it has no labels, which is said.</param>
    public static void Write(ILabelledDataset? dataset)
    {
        if (dataset is null)
        {
            Console.WriteLine("no labels");
            return;
        }

        ClassCounts counts = ClassCounts.Of(dataset);
        bool hasTests = dataset.TestImages.Count > 0;
        string tests = hasTests ? $"{dataset.TestImages.Count} test images among them" : "no test images of its own";
        string sizes = counts.Images.Min() == counts.Images.Max() ? $"{counts.Images[0]} images each"
            : $"{counts.Images.Min()} to {counts.Images.Max()} images each";
        Console.WriteLine($"{dataset.Classes} classes, {sizes}; {tests}");
        if (dataset.Classes > MostRows) return;
        string[] header = ["class", "name", "images"];
        TextTable.Write(hasTests ? [.. header, "test images"] : header, [.. counts.Images.Select((images, c) =>
        {
            string[] row = [$"{c}", counts.Names[c], $"{images}"];
            return hasTests ? [.. row, $"{counts.TestImages[c]}"] : row;
        })]);
        Console.WriteLine();
    }
}
