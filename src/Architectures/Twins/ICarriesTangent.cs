namespace MomentsDnns.Architectures.Twins;

/// <summary>
/// Says of a module that it maps a twin batch as one: the first half x to f(x), the second half dx to the derivative
/// f'(x) dx at the signal (or a finite noise d to f(x + d) - f(x)). Every module of this library does. A module of
/// one's own is declared by it, so that statistics may be taken of its output.
/// </summary>
/// <remarks>
/// Modules made for single batches do not: a bias is added to the noise too, ReLU cuts the noise by the noise's own
/// sign, batch norm takes its statistics over both halves.
/// </remarks>
public interface ICarriesTangent;
