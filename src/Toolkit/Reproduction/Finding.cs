namespace MomentsDnns.Reproduction;

/// <summary>One line of the table that holds measurement beside the paper.</summary>
/// <param name="Figure">The figure's name.</param>
/// <param name="Quantity">What is looked at.</param>
/// <param name="Measured">What this run gave.</param>
/// <param name="Paper">What the paper's figure shows, at its scale.</param>
public sealed record Finding(string Figure, string Quantity, string Measured, string Paper);
