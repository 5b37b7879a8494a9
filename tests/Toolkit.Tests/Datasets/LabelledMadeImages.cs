using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

/// <summary>Images of one pixel with given labels.</summary>
internal static class LabelledMadeImages
{
    public static LabelledImages Of(IReadOnlyList<int> labels, int classes, IReadOnlyList<int>? tests = null, IReadOnlyList<string>? names = null) =>
        new(new MadeDataset(labels.Count, 1, 1, 1, (i, _, _, _) => i), labels, classes, names, tests);
}
