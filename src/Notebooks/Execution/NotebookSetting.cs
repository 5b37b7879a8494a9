using MomentsDnns.Results;

namespace MomentsDnns.Notebooks.Execution;

/// <summary>The scale at which a notebook is run, as its cells see it.</summary>
/// <param name="scale">The scale.</param>
public sealed class NotebookSetting(SettingScale scale)
{
    /// <summary>The scale.</summary>
    public SettingScale Scale { get; } = scale;

    /// <summary>How many simulations.</summary>
    /// <param name="quick">At the quick setting.</param>
    /// <param name="full">At the full one.</param>
    public int Simulations(int quick, int full) => Of(quick, full);

    /// <summary>One of two values.</summary>
    /// <param name="quick">That of the quick setting.</param>
    /// <param name="full">That of the full one.</param>
    public T Of<T>(T quick, T full) => Scale == SettingScale.Quick ? quick : full;

    /// <summary>The name, as on the command line.</summary>
    public override string ToString() => OptionText.Of(Scale);
}
