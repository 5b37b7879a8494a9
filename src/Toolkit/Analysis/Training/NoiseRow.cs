using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Training;

/// <summary>What a Gaussian noise on held-out images does at a step: means over the nets.</summary>
/// <param name="Step">The steps that were taken.</param>
/// <param name="Level">The size a of the noise, in standard deviations of the signal.</param>
/// <param name="Accuracy">Accuracy under it.</param>
/// <param name="NoiseShare">The share of the outputs' variance that is noise.</param>
/// <param name="TangentShare">
/// The same by the infinitesimal noise alone, a^2 / (a^2 + mu_2(z) / mu_2(dz)) of the outputs z and their tangents dz.
/// </param>
public sealed record NoiseRow(int Step, double Level, Estimate? Accuracy, Estimate? NoiseShare, Estimate? TangentShare);
