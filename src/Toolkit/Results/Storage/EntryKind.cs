namespace MomentsDnns.Results.Storage;

/// <summary>What stands at a path.</summary>
internal enum EntryKind
{
    /// <summary>Nothing that can be reached.</summary>
    None,

    /// <summary>An ordinary file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A device, pipe or socket.</summary>
    Special,
}
