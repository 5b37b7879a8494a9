namespace MomentsDnns.Notebooks.Documents;

/// <summary>What a notebook's cell holds.</summary>
public enum CellKind
{
    /// <summary>C#, with the outputs of its last run.</summary>
    Code,

    /// <summary>Text for people.</summary>
    Markdown,

    /// <summary>Text for converters.</summary>
    Raw,
}
