using MomentsDnns.Architectures.Networks;
using MomentsDnns.Limits;
using MomentsDnns.Results;

namespace MomentsDnns.Propagation.Running;

/// <summary>
/// The memory that a replicate of a probe takes beside the network itself: torch's graph of both derivatives, and what
/// <see cref="Probe.Memory"/> bounds, the values and tangents of the sites that are taken together.
/// </summary>
internal static class ProbeMemory
{
    // In units of the values of all sites. Peak of the process in 64 bits, and this estimate with weights and 185 MB
    // of the process itself, in MB:
    //   ResNet-18, batch 8, 64 px: 615, 493; 128 px: 1263, 1139; 128 px, --memory 0.05: 1006, 929
    //   ResNet-50, batch 8, 64 px: 1245, 1312; batch 4, 128 px: 1993, 2232
    //   VGG-16-BN, batch 8, 64 px: 2913, 2519; batch 4, 128 px: 4029, 3723; MobileNet-V2, batch 4, 128 px: 1282, 1345
    //   MiniLM (6 layers of BERT), batch 8, 64 tokens: 3159, 3481; 128 tokens: 6451, 7427
    // The graph holds each value some four times, a group of sites half of what it is bounded by.
    private const double OfGraph = 4, OfGroup = 0.5;

    // Half of the least that was measured: what needs more than is free fails for certain.
    private const double Least = 2;

    // Value, cotangent and tangent of a site.
    private const double TracedCopies = 3;

    /// <summary>Bytes that a replicate takes beside the network.</summary>
    /// <param name="sites">Bytes of the values of all sites.</param>
    /// <param name="budget">The bound of a group of sites.</param>
    public static double Of(double sites, double budget) =>
        (OfGraph * sites) + (OfGroup * Math.Min(TracedCopies * sites, budget));

    /// <summary>What a user should know of it before work; null where there is enough.</summary>
    /// <param name="probe">The probe, on the processor.</param>
    /// <param name="source">Its sites.</param>
    /// <param name="limit">What there is.</param>
    /// <exception cref="OptionException">The work would fail for certain.</exception>
    public static OptionFault? Note(Probe probe, ProbedSource source, MemoryLimit limit)
    {
        double size = probe.Precision == Precision.Float64 ? sizeof(double) : sizeof(float);
        double sites = size * probe.BatchSize * source.Sites.Sum(site => (double)site.Channels * site.Positions);
        double needed = Of(sites, probe.Memory ?? limit.Bytes / 4);
        if (needed <= limit.Bytes) return null;
        bool fails = Least * sites > limit.Bytes;
        OptionFault fault = new(nameof(Probe.BatchSize), $"{probe.BatchSize}",
            $"{(fails ? "needs" : "may need")} about {MemoryLimit.Text(needed)} of memory, {limit.Holder} has "
                + $"{MemoryLimit.Text(limit.Bytes)} left",
            "take a smaller {BatchSize} or {InputShape}; {Memory} does not bound it");
        return fails ? throw new OptionException([fault]) : fault;
    }
}
