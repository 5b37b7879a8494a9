namespace MomentsDnns.Reproduction.Claims;

/// <summary>Every claim, in the order of the table.</summary>
public static class ClaimCatalog
{
    /// <summary>The claims.</summary>
    public static IReadOnlyList<Claim> All { get; } =
    [
        .. new[]
        {
            VanillaClaims.All, BatchNormClaims.All, ResidualClaims.All, VariantClaims.All, ExpressivityClaims.All,
                SpaceClaims.All, SweepClaims.All, NoiseClaims.All,
            LayerClaims.All, CoinClaims.All, DeepResidualClaims.All, NormResidualClaims.All,
            TrainingClaims.All,
        }.SelectMany(claims => claims).GroupBy(claim => claim.Group).SelectMany(group => group),
    ];
}
