namespace MomentsDnns.Architectures.Networks;

/// <summary>Which activation function a layer holds.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0); derivative 1 where x &gt; 0, else 0.</summary>
    Relu,
}
