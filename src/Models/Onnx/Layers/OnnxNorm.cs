namespace MomentsDnns.Models.Onnx.Layers;

/// <summary>
/// The constants of a norm by the names of their values; null where it has none. At initialization scales and variances
/// are 1, offsets and means 0.
/// </summary>
/// <param name="Node">
/// The norm's node; of one that is spelled out, the one that divides by the standard deviation.
/// </param>
/// <param name="Scale">What its output is multiplied by.</param>
/// <param name="Offset">What is added then.</param>
/// <param name="Mean">Of a batch norm, the running mean.</param>
/// <param name="Variance">Of a batch norm, the running variance.</param>
public sealed record OnnxNorm(
    OnnxNode Node, string? Scale, string? Offset, string? Mean = null, string? Variance = null);
