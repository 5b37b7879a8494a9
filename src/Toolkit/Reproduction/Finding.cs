namespace MomentsDnns.Reproduction;

/// <summary>One line of the table that holds measured beside published.</summary>
/// <param name="Figure">The figure's name.</param>
/// <param name="Quantity">What is looked at.</param>
/// <param name="At">At which layer or unit, or over which.</param>
/// <param name="Measured">
/// What this run gave: mean ± standard error (standard deviation over nets); "-" where the run does not reach.
/// </param>
/// <param name="Published">
/// What the published run gave: mean (standard deviation over nets); "-" where nothing is published.
/// </param>
public sealed record Finding(string Figure, string Quantity, string At, string Measured, string Published);
