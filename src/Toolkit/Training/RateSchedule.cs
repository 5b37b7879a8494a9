namespace MomentsDnns.Training;

/// <summary>How the rate changes over T steps.</summary>
public enum RateSchedule
{
    /// <summary>It does not.</summary>
    Constant,

    /// <summary>At step t, from 0: eta (1 + cos(pi t / T)) / 2.</summary>
    Cosine,
}
