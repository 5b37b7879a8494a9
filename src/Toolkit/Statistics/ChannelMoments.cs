using static TorchSharp.torch;
namespace MomentsDnns.Statistics;
/// <summary>interim</summary>
public sealed record ChannelMoments(double Nu1Abs, double Nu2, double Mu2, double Mu4)
{
    /// <summary>interim</summary>
    public static ChannelMoments Of(Tensor rows)
    {
        using var scope = NewDisposeScope();
        Tensor x = rows.to(ScalarType.Float64); Tensor c = x - x.mean([0L], true); Tensor s = c.square();
        return new(x.abs().mean().item<double>(), x.square().mean().item<double>(), s.mean().item<double>(), s.square().mean().item<double>());
    }
}
/// <summary>interim</summary>
public static class EffectiveRank
{
    /// <summary>interim</summary>
    public static double? Of(Tensor rows)
    {
        using var scope = NewDisposeScope();
        Tensor x = rows.to(ScalarType.Float64); Tensor c = x - x.mean([0L], true);
        Tensor g = rows.shape[0] < rows.shape[1] ? c.mm(c.T) : c.T.mm(c);
        Tensor e = linalg.eigvalsh(g);
        return e.sum().item<double>() / e.max().item<double>();
    }
}
