namespace MomentsDnns.Architectures.Initialization;

/// <summary>How many weights lead to and from a unit of a layer with kernels of k x k taps.</summary>
/// <param name="In">Fan-in, k*k*C_in: the inputs of a unit.</param>
/// <param name="Out">Fan-out, k*k*C_out: the outputs that an input has a part in.</param>
public readonly record struct Fans(int In, int Out);
