using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Obvious;

/// <summary>Takes the statistics of signal and noise by plain operations.</summary>
/// <param name="logInitialSnr">Of the network's input; chi is relative to it.</param>
public sealed class ObviousRecorder(double logInitialSnr)
{
    private readonly List<ObviousRecord> _records = [];

    /// <summary>The logarithm of what was divided out of the noise so far.</summary>
    public double LogNoiseScale { get; set; }

    /// <summary>What was taken.</summary>
    public IReadOnlyList<ObviousRecord> Records => _records;

    /// <summary>Takes the statistics at one place. All channels have as many values: a mean of channel means is a mean.</summary>
    public void Take(int depth, ObviousPlace place, (Tensor X, Tensor Dx) pair)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor dx) = pair;
        double nu1Abs = x.abs().mean().item<float>(), nu2 = MeanSquare(x);
        Tensor centred = x - x.mean(ObviousOperations.AllButChannels(x), keepdim: true);
        Tensor square = centred * centred;
        double mu2 = square.mean().item<float>(), mu4 = (square * square).mean().item<float>();
        double logNoise = Math.Log(MeanSquare(dx)) + (2 * LogNoiseScale);
        double logChi = 0.5 * (logInitialSnr + logNoise - Math.Log(mu2));
        bool hasRanks = place == ObviousPlace.Activation;
        _records.Add(new ObviousRecord(depth, place, nu1Abs, nu2, mu2, mu4, logNoise, logChi,
            hasRanks ? EffectiveRank(Rows(x)) : null, hasRanks ? EffectiveRank(Rows(dx)) : null));
    }

    /// <summary>log SNR = log(mu_2(x) / mu_2(dx)).</summary>
    public static double LogSnr(Tensor x, Tensor dx)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor centred = x - x.mean(ObviousOperations.AllButChannels(x), keepdim: true);
        return Math.Log(MeanSquare(centred)) - Math.Log(MeanSquare(dx));
    }

    /// <summary>Tr C / lambda_max(C) of rows <c>[R, C]</c>, by the singular values of the centred matrix.</summary>
    public static double EffectiveRank(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = linalg.svdvals(rows - rows.mean([0], keepdim: true));
        Tensor powers = values * values;
        return (powers.sum() / powers.max()).to(ScalarType.Float64).item<double>();
    }

    private static Tensor Rows(Tensor x) => x.Dimensions == 2 ? x : x.permute(0, 2, 3, 1).reshape(-1, x.shape[1]);

    private static double MeanSquare(Tensor x) => (x * x).mean().item<float>();
}
