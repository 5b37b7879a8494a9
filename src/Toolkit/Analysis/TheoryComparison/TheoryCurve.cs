using System.Text.Json.Serialization;
using MomentsDnns.Analysis.Quantities;

namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>A measured curve beside the predicted one.</summary>
/// <param name="Key">
/// What is predicted by which theory, as a name for programs, such as <c>activation-increment</c>.
/// </param>
/// <param name="Quantity">What is predicted.</param>
/// <param name="Theory">Which theory says so.</param>
/// <param name="Name">The quantity in short, such as <c>delta_phi chi</c>.</param>
/// <param name="Basis">What the prediction rests on.</param>
/// <param name="Points">Depth by depth; depths at which a simulation lacks the value are left out.</param>
public sealed record TheoryCurve([property: JsonPropertyName("quantity")] string Key,
    [property: JsonIgnore] Quantity Quantity,
    [property: JsonIgnore] TheoryKind Theory, string Name, string Basis, IReadOnlyList<TheoryPoint> Points)
{
    /// <summary>Whether the variance over simulations of the quantity's logarithm is predicted, not a mean.</summary>
    [JsonIgnore]
    public bool IsVariance { get; init; }

    /// <summary>
    /// Whether both sides are one number by definition, rounding and a norm's epsilon apart: it shows that recorded
    /// numbers agree, and is no evidence.
    /// </summary>
    public bool IsIdentity { get; init; }

    /// <summary>
    /// The points that a table shows: the first, those nearest to a tenth and a half of the depth, and the last.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<TheoryPoint> Few
    {
        get
        {
            int last = Points[^1].Depth;
            return [.. new[] { Points[0].Depth, last / 10, last / 2,
                last }.Select(depth => Points.MinBy(p => Math.Abs(p.Depth - depth))!).Distinct()];
        }
    }
}
