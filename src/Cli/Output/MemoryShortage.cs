namespace MomentsDnns.Cli.Output;

/// <summary>Errors by which libtorch and .NET say that there is no more memory: one line with the remedy.</summary>
internal static class MemoryShortage
{
    // libtorch has no type of its own for it: what its allocators write.
    private static readonly string[] s_signs =
        ["can't allocate memory", "CUDA out of memory", "bad_alloc", "Cannot allocate memory"];

    /// <summary>What to tell.</summary>
    public const string Line =
        "not enough memory for what was asked; take a smaller --batch-size or --width, or fewer --threads; "
        + "finished simulations are kept, the same command goes on";

    /// <summary>Whether an error is of this kind.</summary>
    public static bool Is(Exception error) =>
        error is OutOfMemoryException || s_signs.Any(sign => error.Message.Contains(sign, StringComparison.Ordinal));
}
