namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// A place of a unit where signal and noise are observed. A topology lists its sites in the order in which the signal
/// meets them.
/// </summary>
/// <param name="Location">The place's name.</param>
/// <param name="Roles">What it is in the unit.</param>
public readonly record struct Site(Location Location, SiteRoles Roles)
{
    /// <summary>Whether it has a role.</summary>
    /// <param name="role">The role.</param>
    public bool Is(SiteRoles role) => (Roles & role) == role;
}
