namespace MomentsDnns.Results.Storage;

/// <summary>A part that must not be believed.</summary>
/// <param name="Part">Which.</param>
/// <param name="Reason">What is wrong, such as <c>its content does not match its checksum</c>.</param>
/// <param name="Cause">What was thrown while it was read; null where nothing was.</param>
internal sealed record DamagedPart(PartFile Part, string Reason, Exception? Cause = null);
