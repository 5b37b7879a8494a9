namespace MomentsDnns.Architectures.Twins;

/// <summary>Where powers of two may be divided out of a signal without changing what a net does to it.</summary>
public enum SignalRescaling
{
    /// <summary>Nowhere: its size matters, or something (a bias, a norm) keeps it.</summary>
    Never,

    /// <summary>
    /// Where it is so small that every activation is proportional to it, phi(a x) = a phi(x) to the last bit (tanh,
    /// SiLU, GELU).
    /// </summary>
    NearZero,

    /// <summary>Everywhere: the net is positively homogeneous.</summary>
    Always,
}
