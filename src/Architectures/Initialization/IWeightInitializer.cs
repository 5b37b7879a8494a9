using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>A law of the weights of one layer.</summary>
public interface IWeightInitializer
{
    /// <summary>Draws the weights of a layer.</summary>
    /// <param name="weights"><c>[k*k, C_in, C_out]</c>, row-major.</param>
    /// <param name="fans">How many inputs and outputs a unit has.</param>
    /// <param name="stream">The layer's random numbers.</param>
    void Fill(Span<float> weights, Fans fans, RandomStream stream);
}
