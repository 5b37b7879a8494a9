namespace MomentsDnns.Architectures.Networks;

/// <summary>Where in a layer, or in the first layer of a residual unit, what the theory speaks of is found.</summary>
public static class NetworkPlaces
{
    /// <summary>Every place that is observed, as <see cref="NetworkUnit.HookPoints"/> has them.</summary>
    /// <param name="network">The network.</param>
    public static IReadOnlyList<Location> All(NetworkOptions network)
    {
        bool isResidual = network.Topology == Topology.Residual;
        return [.. Enum.GetValues<Location>().Where(place => place switch
        {
            Location.Norm => network.Norm.Exists,
            Location.Branch or Location.Sum => isResidual,
            _ => true,
        })];
    }

    /// <summary>The output: the activation of a feedforward layer, the sum of a residual unit.</summary>
    /// <param name="network">The network.</param>
    public static Location Output(NetworkOptions network) =>
        network.Topology == Topology.Residual ? Location.Sum : Location.Activation;

    /// <summary>The pre-activations: what the (unit's first) activation sees.</summary>
    /// <param name="network">The network.</param>
    public static Location PreActivation(NetworkOptions network) => network switch
    {
        { Norm.Exists: true } => Location.Norm,
        { Topology: Topology.Residual } => Location.Input,
        _ => Location.Convolution,
    };

    /// <summary>What the (unit's first) normalization sees; null where there is none.</summary>
    /// <param name="network">The network.</param>
    public static Location? NormInput(NetworkOptions network) => network switch
    {
        { Norm.Exists: false } => null,
        { Topology: Topology.Residual } => Location.Input,
        _ => Location.Convolution,
    };
}
