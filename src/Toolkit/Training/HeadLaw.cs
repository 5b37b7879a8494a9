namespace MomentsDnns.Training;

/// <summary>By which law the weights of the head are drawn; its biases are 0.</summary>
public enum HeadLaw
{
    /// <summary>N(0, 1/width): outputs of the size of the last unit's values.</summary>
    Unit,

    /// <summary>
    /// N(0, sigma_w^2/K), K the classes and sigma_w^2 the variance that the net's law <c>gaussian</c> is given: as
    /// programs draw it that divide by the outputs of each map. Outputs are (sigma_w^2 width/K)^(1/2) times larger.
    /// </summary>
    FanOut,
}
