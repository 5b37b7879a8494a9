namespace MomentsDnns.Toolkit.Tests.Propagation.ZeroCost;

/// <summary>
/// Tests that hold many tensors at a time: beside none other, for there are tests that count the tensors of the process.
/// </summary>
[CollectionDefinition(nameof(TensorsOfItsOwn), DisableParallelization = true)]
public sealed class TensorsOfItsOwn;
