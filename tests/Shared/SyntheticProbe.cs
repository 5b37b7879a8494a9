using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Tests;

/// <summary>Seeded runs of nets whose layers differ, with given means at each column and log-normal scatter over replicates.</summary>
internal sealed record SyntheticProbe
{
    public required IReadOnlyList<SiteFacts> Sites { get; init; }

    public int Simulations { get; init; } = 12;

    public string Init { get; init; } = "he";

    public ulong Seed { get; init; } = 3;

    public int BatchSize { get; init; } = 16;

    public string Model { get; init; } = "torchvision:resnet50";

    /// <summary>log chi by column.</summary>
    public Func<int, double> LogChi { get; init; } = _ => 0;

    public Func<int, double> Rank { get; init; } = _ => 8;

    public Func<int, double> VarianceShare { get; init; } = _ => 0.5;

    public Func<int, double> LogPower { get; init; } = _ => 0;

    public double Scatter { get; init; } = 0.01;

    public ProbedSource Source => new()
    {
        Model = Model,
        Init = Init,
        NormStatistics = "frozen",
        InputShape = [3, 224, 224],
        Scaling = "batch",
        Dataset = "cifar-like",
        DatasetFingerprint = "images",
        BatchSize = BatchSize,
        Seed = Seed,
        Sites = Sites,
    };

    public RunResults Build() => RunResults.FromSimulations(Source, Enumerable.Range(0, Simulations).Select(Simulation));

    /// <summary>One replicate.</summary>
    public SimulationResult Simulation(int index)
    {
        RandomStream random = new(Seed, index, 0, RandomPurpose.Resampling);
        float[] numbers = new float[7 * Sites.Count];
        random.FillNormal(numbers, (float)Scatter);
        double walk = 0;
        List<LayerRecord> records = [];
        for (int c = 0; c < Sites.Count; c++)
        {
            // Along the main path what one site adds stays.
            double branch = walk + numbers[7 * c];
            if (Sites[c].IsOnMainPath) walk = branch;
            double power = LogPower(c) + numbers[(7 * c) + 1];
            Dictionary<Statistic, double> values = new()
            {
                [Statistic.Chi] = LogChi(c) + branch,
                [Statistic.Nu2Signal] = power,
                [Statistic.Mu2Signal] = power + Math.Log(VarianceShare(c)) + numbers[(7 * c) + 2],
                [Statistic.Mu2Noise] = power + (2 * LogChi(c)),
                [Statistic.EffectiveRankSignal] = 1 + ((Rank(c) - 1) * Math.Exp(numbers[(7 * c) + 3])),
                [Statistic.EffectiveRankNoise] = 1 + (1.5 * (Rank(c) - 1) * Math.Exp(numbers[(7 * c) + 4])),
                [Statistic.DirectionSpread] = Math.Log(0.5) + numbers[(7 * c) + 5],
            };
            values[Statistic.Mu4Signal] = (2 * values[Statistic.Mu2Signal]) + Math.Log(3.2) + numbers[(7 * c) + 6];
            if (Sites[c].Is(SiteRoles.PreActivation)) values[Statistic.OneSignedShare] = 0.1;
            records.Add(new(c + 1, Location.Define("site"), values));
        }

        return new(index, records);
    }

    /// <summary>A residual net as torchvision names its sites: bottlenecks of three convolutions, or of two.</summary>
    public static IReadOnlyList<SiteFacts> ResNet(bool hasBottlenecks, params int[] blocks)
    {
        List<SiteFacts> sites = [];
        Add("conv1", "Conv2d", SiteRoles.Linear | SiteRoles.NormInput, 64, 112, true);
        Add("bn1", "BatchNorm2d", SiteRoles.Norm | SiteRoles.PreActivation, 64, 112, true);
        Add("relu", "ReLU", SiteRoles.Activation, 64, 112, true);
        Add("maxpool", "MaxPool2d", SiteRoles.None, 64, 56, true);
        int side = 56;
        for (int stage = 0; stage < blocks.Length; stage++)
        {
            if (stage > 0) side /= 2;
            int width = 64 << stage, outer = hasBottlenecks ? 4 * width : width, layers = hasBottlenecks ? 3 : 2;
            for (int block = 0; block < blocks[stage]; block++)
            {
                string name = $"layer{stage + 1}.{block}.";
                for (int layer = 1; layer <= layers; layer++)
                {
                    int channels = layer == layers ? outer : width;
                    Add($"{name}conv{layer}", "Conv2d", SiteRoles.Linear | SiteRoles.NormInput, channels, side, false);
                    Add($"{name}bn{layer}", "BatchNorm2d", SiteRoles.Norm | (layer < layers ? SiteRoles.PreActivation : SiteRoles.None), channels, side, false);
                    if (layer < layers) Add($"{name}relu{layer}", "ReLU", SiteRoles.Activation, channels, side, false);
                }

                if (block == 0 && (stage > 0 || hasBottlenecks))
                {
                    Add($"{name}downsample.0", "Conv2d", SiteRoles.Linear | SiteRoles.NormInput, outer, side, false);
                    Add($"{name}downsample.1", "BatchNorm2d", SiteRoles.Norm, outer, side, false);
                }

                Add($"{name}relu{layers}.input", "function", SiteRoles.PreActivation, outer, side, true);
                Add($"{name}relu{layers}", "ReLU", SiteRoles.Activation, outer, side, true);
            }
        }

        int last = sites[^1].Channels;
        Add("avgpool", "AdaptiveAvgPool2d", SiteRoles.None, last, 1, true);
        Add("fc", "Linear", SiteRoles.Linear, 1000, 1, true);
        return sites;

        void Add(string name, string kind, SiteRoles roles, int channels, int height, bool isMain) => sites.Add(new()
        {
            Name = name,
            Kind = kind,
            Roles = roles,
            Channels = channels,
            Positions = height * height,
            IsOnMainPath = isMain,
        });
    }

    /// <summary>Layers of convolution, norm and ReLU, each on the main path.</summary>
    public static IReadOnlyList<SiteFacts> Plain(int layers, int side = 16) =>
    [
        .. Enumerable.Range(0, layers).SelectMany(layer => new (string Kind, SiteRoles Roles)[]
            { ("Conv2d", SiteRoles.Linear | SiteRoles.NormInput), ("BatchNorm2d", SiteRoles.Norm | SiteRoles.PreActivation), ("ReLU", SiteRoles.Activation) }
            .Select((part, i) => new SiteFacts
            {
                Name = $"features.{(3 * layer) + i}",
                Kind = part.Kind,
                Roles = part.Roles,
                Channels = 32,
                Positions = side * side,
                IsOnMainPath = true,
            })),
    ];

    /// <summary>Curves as a net may have them: chi grows in every block, ranks fall, branches lie beside the path.</summary>
    public static SyntheticProbe Plausible(IReadOnlyList<SiteFacts> sites)
    {
        int mains = sites.Count(s => s.IsOnMainPath);
        int[] passed = [.. sites.Select((_, c) => sites.Take(c + 1).Count(s => s.IsOnMainPath))];
        return new()
        {
            Sites = sites,
            Scatter = 0.03,
            LogChi = c => (1.2 * passed[c] / mains) + (sites[c].IsOnMainPath ? 0 : sites[c].Kind switch { "ReLU" => 0.17, "Conv2d" => 0.05, _ => 0.1 }),
            Rank = c => 1 + (Math.Min(sites[c].Channels, 15.0 * sites[c].Positions) * (sites[c].IsOnMainPath ? 0.4 * Math.Exp(-2.0 * passed[c] / mains) : 0.1 + (0.03 * (c % 5)))),
            VarianceShare = c => sites[c].Kind switch { "ReLU" => 0.62 - (0.25 * passed[c] / mains), "BatchNorm2d" => 1, _ => 0.7 },
        };
    }
}
