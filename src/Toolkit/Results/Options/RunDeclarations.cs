using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Options;

/// <summary>The options of an experiment beside its network's, in the order of their properties.</summary>
internal static class RunDeclarations
{
    private const string Tangent = "tangent", Finite = "finite:";

    public static IReadOnlyList<OptionDeclaration> All { get; } =
    [
        new()
        {
            Property = nameof(ExperimentConfiguration.Dataset),
            Value = e => e.Dataset,
            Place = 24,
            Help = "Images: cifar-like or cifar-like-classes (made from a seed, no file needed), cifar10, mnist, "
                + "fashion-mnist, or a folder",
            InName = new(24, IsAlways: true),
            Label = v => PrintedNames.Of("dataset", v),
        },
        new()
        {
            Property = nameof(ExperimentConfiguration.DatasetFingerprint),
            Value = e => e.DatasetFingerprint,
            IsIncidental = true,
        },
        new()
        {
            Property = nameof(ExperimentConfiguration.BatchSize),
            Value = e => e.BatchSize,
            Words = OptionWords.Numbers<int>((e, v) => e with { BatchSize = v }),
            Place = 19,
            Help = "Images in a simulation",
            InName = new(19, "b", IsAlways: true),
            Label = v => "batch " + v,
        },
        new()
        {
            Property = nameof(ExperimentConfiguration.Records),
            Value = e => e.Records,
            DefaultOf = e => ExperimentConfiguration.DefaultRecords(e.Network.Depth),
            Words = OptionWords.Numbers<int>((e, v) => e with { Records = v }),
            Place = 21,
            Help = $"How many depths are recorded, up to {ExperimentConfiguration.MostRecords}; divides the depth",
            DefaultHelp = $"its largest divisor up to {ExperimentConfiguration.UsualRecords}",
            InName = new(20, "r"),
            IsIncidental = true,
        },
        new()
        {
            Property = nameof(ExperimentConfiguration.EffectiveRank),
            Value = e => e.EffectiveRank,
            Words = OptionWords.Choices<EffectiveRankChoice>((e, v) => e with { EffectiveRank = v }),
            Place = 22,
            Help = "Of which tensors the effective rank is taken",
            InName = new(21, "reff-"),
            IsIncidental = true,
        },
        new()
        {
            Property = nameof(ExperimentConfiguration.Seed),
            Value = e => e.Seed,
            Words = OptionWords.Numbers<ulong>((e, v) => e with { Seed = v }),
            Place = 25,
            Help = "Seed of every random number",
            InName = new(25, "s", IsAlways: true),
            IsIncidental = true,
        },
        new()
        {
            Property = nameof(ExperimentConfiguration.Precision),
            Value = e => e.Precision,
            Words = OptionWords.Choices<Precision>((e, v) => e with { Precision = v }),
            Place = 26,
            Help = "Arithmetic of the propagation",
            InName = new(23),
        },
        new()
        {
            Property = nameof(ExperimentConfiguration.NoiseAmplitude),
            Name = "noise",
            Value = e => e.NoiseAmplitude,
            Written = e => Finite + OptionFault.Format(e.NoiseAmplitude!.Value),
            Words = new(() => $"{Tangent}|{Finite}A",
                () => $"must be {Tangent} or {Finite} and a number; write it like {Finite}0.01", ReadNoise),
            Place = 23,
            Help = $"The noise: infinitesimal ({Tangent}), or a perturbed copy x + A dx, "
                + "A in standard deviations of the signal",
            DefaultHelp = Tangent,
            InName = new(22, "noise"),
            Label = v => "a = " + v,
            LabelOfNone = Tangent,
            IsInFirstFormat = false,
        },
    ];

    private static ExperimentConfiguration? ReadNoise(ExperimentConfiguration experiment, string word) =>
        word == Tangent ? experiment with { NoiseAmplitude = null }
        : word.StartsWith(Finite, StringComparison.Ordinal)
            && NumberText.Read<double>(word[Finite.Length..]) is { } amplitude
            ? experiment with { NoiseAmplitude = amplitude }
        : null;
}
