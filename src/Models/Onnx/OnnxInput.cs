namespace MomentsDnns.Models.Onnx;

/// <summary>An input of a network that the caller gives.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Dims">
/// Its sizes, null where the caller chooses; null as a whole where not even their number is stated.
/// </param>
public sealed record OnnxInput(string Name, ElementType Type, IReadOnlyList<long?>? Dims)
{
    /// <summary>
    /// The names of its sizes where the file gives them, null elsewhere: those of one name are equal. Empty where the
    /// sizes are not stated.
    /// </summary>
    public IReadOnlyList<string?> Symbols { get; init; } = [];
}
