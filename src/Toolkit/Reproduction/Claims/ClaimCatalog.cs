namespace MomentsDnns.Reproduction.Claims;

/// <summary>Every claim, in the order of the table.</summary>
public static class ClaimCatalog
{
    /// <summary>The claims.</summary>
    public static IReadOnlyList<Claim> All { get; } = [.. VanillaClaims.All, .. BatchNormClaims.All, .. ResidualClaims.All, .. VariantClaims.All, .. ExpressivityClaims.All];
}
