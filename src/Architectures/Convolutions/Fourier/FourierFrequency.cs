namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>A frequency of an image, see <see cref="FourierSpectrum"/>.</summary>
/// <param name="Row">j: periods over the height.</param>
/// <param name="Column">k: periods over the width.</param>
/// <param name="Plane">The plane of its real part.</param>
/// <param name="IsComplex">Whether the plane after that holds its imaginary part; else it is real.</param>
internal readonly record struct FourierFrequency(int Row, int Column, int Plane, bool IsComplex);
