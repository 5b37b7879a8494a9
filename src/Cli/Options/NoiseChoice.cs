namespace MomentsDnns.Cli.Options;

/// <summary>A value of <c>--noise</c>.</summary>
/// <param name="Amplitude">The amplitude of a finite noise; null for a tangent.</param>
internal readonly record struct NoiseChoice(double? Amplitude);
