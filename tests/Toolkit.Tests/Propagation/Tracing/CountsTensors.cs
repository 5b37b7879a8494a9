namespace MomentsDnns.Toolkit.Tests.Propagation.Tracing;

/// <summary>Tests that count the tensors of the process: none other runs beside them.</summary>
[CollectionDefinition(nameof(CountsTensors), DisableParallelization = true)]
public sealed class CountsTensors;
