using System.Reflection;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Toolkit.Tests.Results.Options;

public sealed class ExperimentOptionsTests
{
    [Fact]
    public void All_HasARowForEachProperty_InTheirOrder()
    {
        IEnumerable<string> properties = Settable(typeof(NetworkOptions))
            .Concat(Settable(typeof(ExperimentConfiguration)).Except([nameof(ExperimentConfiguration.Network)]));

        Assert.Equal(properties, ExperimentOptions.All.Select(o => o.Property));
    }

    [Fact]
    public void Value_OfEachRow_IsThePropertys() => Assert.All(ExperimentOptions.All, row =>
    {
        PropertyInfo? ofNetwork = typeof(NetworkOptions).GetProperty(row.Property);
        object? expected = ofNetwork is not null
            ? ofNetwork.GetValue(ExperimentOptions.Default.Network)
            : typeof(ExperimentConfiguration).GetProperty(row.Property)!.GetValue(ExperimentOptions.Default);
        Assert.Equal(expected, row.Value(ExperimentOptions.Default));
    });

    [Fact]
    public void Rows_HaveNamesOfTheirOwn()
    {
        Assert.Distinct(ExperimentOptions.All.Select(o => o.Key));
        Assert.Distinct(ExperimentOptions.OfCommandLine.Select(o => o.Name));
        Assert.Distinct(ExperimentOptions.OfCommandLine.Select(o => o.Place));
        Assert.Distinct(ExperimentOptions.All.Where(o => o.InName is not null).Select(o => o.InName!.Place));
    }

    // Whatever is given on the command line must tell two runs' folders apart.
    [Fact]
    public void Rows_OfTheCommandLine_HaveAPartOfTheName() =>
        Assert.All(ExperimentOptions.OfCommandLine, o => Assert.NotNull(o.InName));

    [Fact]
    public void Words_OfAValue_ReadItBack()
    {
        ExperimentConfiguration other = new()
        {
            Network = new() { Norm = NormKind.Group, NormGroups = 8, Boundary = Boundary.Zero, WeightVariance = 1e-7 },
            NoiseAmplitude = 0.25,
            Seed = ulong.MaxValue,
        };

        foreach (OptionDeclaration row in ExperimentOptions.OfCommandLine)
        {
            if (row.Words is null || row.OnCommandLine(other) is null) continue;
            ExperimentConfiguration? read = row.Words!.Read(ExperimentOptions.Default, row.OnCommandLine(other)!);
            Assert.Equal(row.Value(other), row.Value(read!));
        }

        Assert.Equal(
            8, ExperimentOptions.OfName("norm")!.Words!.Read(ExperimentOptions.Default, "group:8")!.Network.NormGroups);
    }

    [Fact]
    public void Experiments_OfGivenAndDefaultRecords_AreEqual()
    {
        ExperimentConfiguration unsaid = new() { Network = new() { Depth = 150 } };
        ExperimentConfiguration said = unsaid with { Records = 75 };

        Assert.Empty(unsaid.Validate());
        Assert.Equal(said, unsaid);
        Assert.Equal(said.GetHashCode(), unsaid.GetHashCode());
        Assert.NotEqual(said, unsaid with { Records = 50 });
        Assert.All(ExperimentOptions.All, row => Assert.Equal(row.Value(said), row.Value(unsaid)));
    }

    private static IEnumerable<string> Settable(Type type) =>
        type.GetProperties().Where(p => p.CanWrite).Select(p => p.Name);
}
