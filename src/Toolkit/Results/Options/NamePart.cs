namespace MomentsDnns.Results.Options;

/// <summary>An option's part of a run's name.</summary>
/// <param name="Place">Its place among the parts.</param>
/// <param name="Mark">What stands before the value, such as <c>d</c>.</param>
/// <param name="IsAlways">Whether the default is named too.</param>
public sealed record NamePart(int Place, string Mark = "", bool IsAlways = false);
