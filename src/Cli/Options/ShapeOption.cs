using System.Globalization;

namespace MomentsDnns.Cli.Options;

/// <summary>The shape of one input, such as <c>3x224x224</c>.</summary>
internal sealed class ShapeOption() : WordOption<IReadOnlyList<int>?>("--input-shape",
    "Shape of one input, channels x rows x columns, or the length of a vector [default: the model's own]", "CxHxW",
    "must be whole numbers joined by x; take such as 3x224x224")
{
    private const int MostAxes = 3;

    /// <inheritdoc/>
    protected override IReadOnlyList<int>? Read(string text)
    {
        string[] words = text.Split('x');
        int[] sizes = [.. words.Select(word =>
            int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0)];
        return sizes.Length is >= 1 and <= MostAxes && sizes.All(size => size > 0) ? sizes : null;
    }
}
