using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>
/// Independent weights of mean 0 and variance V / n, n fan-in or the mean of both fans: uniform in [-b, b] with b =
/// sqrt(3 V / n), or normal.
/// </summary>
/// <remarks>
/// Sources: Glorot and Bengio 2010 ("Xavier"); He et al. 2015 ("Kaiming"); torch.nn.init of PyTorch 2, whose default
/// for linear and convolutional layers is kaiming_uniform_(a = sqrt 5), gain^2 = 2 / (1 + a^2) = 1/3: b = 1 /
/// sqrt(fan-in).
/// </remarks>
public sealed class EntryInitializer : IWeightInitializer
{
    private readonly double _variance;
    private readonly FanMean _fan;
    private readonly bool _isNormal;

    private EntryInitializer(double variance, FanMean fan, bool isNormal) =>
        (_variance, _fan, _isNormal) = (variance, fan, isNormal);

    /// <summary>Kaiming, uniform: variance 2 / fan-in, b = sqrt(6 / fan-in). He's second moment.</summary>
    public static EntryInitializer KaimingUniform { get; } = new(2, FanMean.In, isNormal: false);

    /// <summary>Xavier, uniform: variance 2 / (fan-in + fan-out), b = sqrt(6 / (fan-in + fan-out)).</summary>
    public static EntryInitializer XavierUniform { get; } = new(1, FanMean.InAndOut, isNormal: false);

    /// <summary>
    /// Xavier, normal: variance 2 / (fan-in + fan-out). Where all layers have one width, the law of LeCun.
    /// </summary>
    public static EntryInitializer XavierNormal { get; } = new(1, FanMean.InAndOut, isNormal: true);

    /// <summary>PyTorch's default: uniform, variance 1 / (3 fan-in), b = 1 / sqrt(fan-in).</summary>
    public static EntryInitializer PyTorch { get; } = new(1.0 / 3, FanMean.In, isNormal: false);

    /// <summary>PyTorch's default law of biases: uniform in [-b, b], b = 1 / sqrt(fan-in).</summary>
    /// <param name="fanIn">Inputs of a unit, 1 or more.</param>
    public static UniformChannels PyTorchBiases(int fanIn) => new(1 / Math.Sqrt(fanIn));

    /// <inheritdoc/>
    public void Fill(Span<float> weights, Fans fans, RandomStream stream)
    {
        double inputs = _fan == FanMean.In ? fans.In : (fans.In + fans.Out) / 2.0, variance = _variance / inputs;
        if (_isNormal) stream.FillNormal(weights, (float)Math.Sqrt(variance));
        else stream.FillUniform(weights, (float)Math.Sqrt(3 * variance));
    }
}
