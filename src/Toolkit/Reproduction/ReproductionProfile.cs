namespace MomentsDnns.Reproduction;

/// <summary>At which scale the paper's figures are measured.</summary>
public enum ReproductionProfile
{
    /// <summary>Narrower, shallower, fewer simulations: minutes on two cores.</summary>
    Quick,

    /// <summary>The paper's own scale: width 512, batch 64, 1,000 simulations: days on two cores.</summary>
    Paper,
}
