namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>The zero-cost measures that networks are ranked by.</summary>
public static class ZeroCostCatalog
{
    /// <summary>Every one, in the order of tables.</summary>
    public static IReadOnlyList<IZeroCostMeasure> All { get; } =
    [
        new ParameterCount(), new MultiplyAdds(), new GradNorm(), new Snip(), new SynFlow(), new JacobCov(),
        new Naswot(),
    ];
}
