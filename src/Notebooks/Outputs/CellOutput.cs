namespace MomentsDnns.Notebooks.Outputs;

/// <summary>Something that a cell's run left behind.</summary>
public abstract record CellOutput;
