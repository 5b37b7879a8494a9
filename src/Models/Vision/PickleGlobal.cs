namespace MomentsDnns.Models.Vision;

/// <summary>A function or class that a pickle names. It is a name alone: nothing is ever called by it.</summary>
/// <param name="Module">The Python module.</param>
/// <param name="Name">Its name there.</param>
internal sealed record PickleGlobal(string Module, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Module}.{Name}";
}
