using MomentsDnns.Architectures.Networks;
using N = MomentsDnns.Architectures.Networks.NetworkOptions;

namespace MomentsDnns.Results.Options;

/// <summary>The options of a network's weights, biases, scales and shifts, in the order of their properties.</summary>
internal static class WeightDeclarations
{
    public static IReadOnlyList<OptionDeclaration> All { get; } =
    [
        NetworkDeclarations.Of(nameof(N.Initialization), n => n.Initialization,
            new(() => InitializationCatalog.All.Select(kind => kind.Name),
            (n, word) => InitializationCatalog.Find(word) is { } kind ? n with { Initialization = kind } : null)) with
        {
            Key = "init",
            Place = 11,
            Help = "Law of the weights: normal of variance 2/fan-in (he), 1/fan-in (lecun), V/fan-in (gaussian); "
                + "orthogonal; weight vectors uniform in a ball (uniform); element-wise as torch.nn.init has them "
                + "(kaiming-uniform, xavier-uniform, xavier-normal); PyTorch's default with its biases (pytorch)",
            InName = new(11),
            Label = v => PrintedNames.Of("init", v),
        },
        Given(nameof(N.WeightVariance), n => n.WeightVariance, (n, v) => n with { WeightVariance = v }, 12, "wv",
            "V, weights of variance V/fan-in (gaussian), weight vectors of mean square V (orthogonal, uniform)", "2")
            with
        { Label = v => "σ_w² = " + v },
        Given(nameof(N.BiasVariance), n => n.BiasVariance, (n, v) => n with { BiasVariance = v }, 13, "bv",
            "Variance of the biases (gaussian, orthogonal)", "no biases") with { Label = v => "σ_b² = " + v },
        Given(nameof(N.WeightRadius), n => n.WeightRadius, (n, v) => n with { WeightRadius = v }, 14, "wr",
            "Radius of the balls of weight vectors (uniform)", "of mean square 2"),
        Given(nameof(N.BiasRadius), n => n.BiasRadius, (n, v) => n with { BiasRadius = v }, 15, "br",
            "Radius of the biases (uniform)", "no biases"),
        Given(nameof(N.ScaleRadius), n => n.ScaleRadius, (n, v) => n with { ScaleRadius = v }, 16, "gr",
            "Radius of random norm scales, uniform", "scales 1"),
        Given(nameof(N.ShiftRadius), n => n.ShiftRadius, (n, v) => n with { ShiftRadius = v }, 17, "sr",
            "Radius of random norm shifts, uniform", "shifts 0"),
    ];

    // One without a default value: the default is said in words.
    private static OptionDeclaration Given(string property, Func<N, double?> value, Func<N, double, N> with,
        int place, string mark, string help, string usual) => new()
        {
            Property = property,
            Value = e => value(e.Network),
            Words = OptionWords.Numbers<double>((e, v) => e with { Network = with(e.Network, v) }),
            Place = place,
            Help = help,
            DefaultHelp = usual,
            InName = new(place, mark),
            IsInFirstFormat = false,
        };
}
