namespace MomentsDnns.Training;

/// <summary>How a gradient g becomes a step of the weights w, at the rate eta.</summary>
public enum OptimizerKind
{
    /// <summary>Gradient descent with momentum mu: b = mu b + g from b = 0, w = w - eta b.</summary>
    Sgd,

    /// <summary>
    /// Adam (Kingma and Ba 2015): m = 0.9 m + 0.1 g, v = 0.999 v + 0.001 g^2 from 0; at step t, from 1, w = w - eta
    /// (m / (1 - 0.9^t)) / ((v / (1 - 0.999^t))^(1/2) + 1e-8).
    /// </summary>
    Adam,
}
