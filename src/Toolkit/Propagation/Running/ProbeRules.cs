using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Propagation.Running;

/// <summary>The rules of a <see cref="Probe"/>.</summary>
internal static class ProbeRules
{
    /// <summary>Every rule that is broken.</summary>
    public static IReadOnlyList<OptionFault> Broken(Probe probe)
    {
        List<OptionFault> faults = [];
        if (RunRules.OfSimulations(probe.Replicates) is { } ofReplicates)
            faults.Add(ofReplicates with { Option = nameof(Probe.Replicates) });
        if (probe.BatchSize < 2)
        {
            faults.Add(new(nameof(Probe.BatchSize), $"{probe.BatchSize}",
                "must be at least 2, the statistics are taken over images", "take 16, the default"));
        }
        else if (probe.Model.Tokens is null && BatchSampler.Validate(probe.Dataset, probe.BatchSize) is { } ofBatch)
        {
            faults.Add(ofBatch);
        }

        if ((probe.Model.Tokens is { } tokens ? OfTokens(probe, tokens) : OfShape(probe)) is { } ofShape)
            faults.Add(ofShape);
        else if (probe.Model.Tokens is null
            && !ScalingConstants.Fit(probe.Scaling, probe.InputShape.Count == 1 ? 1 : probe.InputShape[0]))
        {
            faults.Add(new(nameof(Probe.Scaling), Results.OptionText.Of(probe.Scaling),
                $"is of three channels, inputs are {string.Join('x', probe.InputShape)}",
                "take {InputScaling.Batch|batch}"));
        }

        if (SignalStart.Broken(probe) is { } ofStart) faults.Add(ofStart);
        faults.AddRange(probe.Model.GivenInputs
            .Where(input => input.Rows is { } rows && rows != 1 && rows != probe.BatchSize)
            .Select(input => OfRows(probe, input)));
        if (probe.Memory is < 1 and { } bytes)
        {
            faults.Add(new(nameof(Probe.Memory), $"{bytes}", "must be positive",
                "leave it out for a quarter of what is free")
            { OptionValue = OptionFault.Format(bytes / 1e9) });
        }

        if (probe is { Init: null, Model.HasStoredWeights: false })
        {
            faults.Add(OptionFault.Missing(nameof(Probe.Init),
                $"{FaultText.Literal(probe.Model.Name)} comes without weights",
                "take {InitializationKind.He|he} or another law, or give its weights"));
        }

        if (probe is { Init: not null, NormStatistics: BatchStatistics.Running })
        {
            faults.Add(new(nameof(Probe.NormStatistics), Results.OptionText.Of(probe.NormStatistics),
                "belongs to stored weights: weights drawn anew have no running statistics",
                "take {BatchStatistics.Frozen|frozen}"));
        }

        if (probe.Folder is { } folder && OutputTarget.OfRun(folder) is { } ofFolder)
            throw new OutputException(folder, ofFolder);
        if (RunRules.OfShard(probe.Shard, probe.Folder) is { } ofShard) faults.Add(ofShard);
        return faults;
    }

    private static OptionFault? OfShape(Probe probe)
    {
        IReadOnlyList<int> shape = probe.InputShape;
        string text = string.Join('x', shape);
        if (shape.Count == 0)
        {
            return OptionFault.Missing(nameof(Probe.InputShape),
                $"{FaultText.Literal(probe.Model.Name)} does not tell the size of its inputs",
                "give channels, rows and columns, such as {[3, 224, 224]|3x224x224}");
        }

        if (shape.Any(size => size < 1) || shape.Count is not (1 or 3))
        {
            return new(nameof(Probe.InputShape), text, "must be channels, rows and columns, or the length of a vector",
                "take a shape such as 3x224x224");
        }

        if (shape.Count == 3 && !FittedDataset.CanFit(probe.Dataset, shape[0]))
        {
            return new(nameof(Probe.InputShape), text, $"has {shape[0]} channels, the images of "
                + $"{FaultText.Literal(probe.Dataset.Name)} {probe.Dataset.Channels}", "take other images");
        }

        int values = probe.Dataset.Channels * probe.Dataset.Height * probe.Dataset.Width;
        return shape.Count == 1 && shape[0] != values
            ? new(nameof(Probe.InputShape), text, $"must be {values}, the values of an image of "
                + FaultText.Literal(probe.Dataset.Name), "take images of that many values")
            : null;
    }

    private static OptionFault? OfTokens(Probe probe, TokenInput tokens)
    {
        IReadOnlyList<int> shape = probe.InputShape;
        string model = FaultText.Literal(probe.Model.Name), input = FaultText.Literal(tokens.Name);
        if (shape.Count == 0)
        {
            return OptionFault.Missing(nameof(Probe.InputShape),
                $"{model} does not tell the length of its sequences", "give a number of tokens, such as {[64]|64}");
        }

        if (shape is not [> 0])
        {
            return new(nameof(Probe.InputShape), string.Join('x', shape), $"must be the length of a sequence: {model} "
                + $"takes tokens ({input})", "take a number of tokens, such as {[64]|64}");
        }

        if (tokens.Given is { } given)
        {
            return given.Shape[^1] == shape[0] ? null
                : new(nameof(Probe.InputShape), $"{shape[0]}",
                    $"must be {given.Shape[^1]}, the length of the sequences given for {input}", "leave it out");
        }

        return tokens.Vocabulary is null
            ? new(nameof(IProbeModel.GivenInputs), tokens.Name, $"must be given: {model} takes tokens there, and does "
                + "not tell how many there are", "give them as an array{|: --input NAME=FILE.npy}")
            { OptionName = "input" }
            : null;
    }

    private static OptionFault OfRows(Probe probe, GivenInput input) => new(nameof(Probe.BatchSize),
        $"{probe.BatchSize}", $"must be {input.Rows}, the rows of {FaultText.Literal(input.File)}, given for "
            + FaultText.Literal(input.Name), $"take {input.Rows}, or an array of one row or {probe.BatchSize}");
}
