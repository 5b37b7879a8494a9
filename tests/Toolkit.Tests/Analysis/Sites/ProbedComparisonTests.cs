using Microsoft.Data.Analysis;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Toolkit.Tests.Analysis.Sites;

public sealed class ProbedComparisonTests : IDisposable
{
    private static readonly IReadOnlyList<SiteFacts> Net = SyntheticProbe.ResNet(false, 1, 1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static SyntheticProbe Probe => SyntheticProbe.Plausible(Net);

    [Fact]
    public void Labels_NameWhatDiffers()
    {
        Assert.Equal(["He", "uniform"], RunLabels.Of([Probe.Build(), (Probe with { Init = "uniform" }).Build()]));
        Assert.Equal(["stored weights", "He"], RunLabels.Of([(Probe with { Init = "" }).Build(), Probe.Build()]));
        Assert.Equal(["a, batch 16", "b, batch 8"], RunLabels.Of([(Probe with { Model = "a" }).Build(), (Probe with { Model = "b", BatchSize = 8 }).Build()]));
        Assert.Equal(["measured", "a"], RunLabels.Of([Plotting.SyntheticRuns.Vanilla(5), (Probe with { Model = "a" }).Build()]));
        Assert.Equal(["a (1)", "a (2)"], RunLabels.Of([(Probe with { Model = "a" }).Build(), (Probe with { Model = "a", Seed = 4 }).Build()]));
    }

    [Fact]
    public void Pairing_OfOneSeed_IsOfInputs_AndOfWeightsWhereLawsShareNumbers()
    {
        RunPairing he = RunPairing.Of(Probe.Build(), (Probe with { Init = "uniform", Simulations = 9 }).Build())!;
        Assert.Equal((true, true, 9), (he.Inputs, he.Weights, he.Simulations.Count));
        Assert.False(RunPairing.Of(Probe.Build(), (Probe with { Init = "kaiming-uniform" }).Build())!.Weights);
        Assert.False(RunPairing.Of(Probe.Build(), (Probe with { Init = "" }).Build())!.Weights);
        Assert.False(RunPairing.Of(Probe.Build(), (Probe with { Model = "other" }).Build())!.Weights);
        Assert.False(RunPairing.Of(Probe.Build(), (Probe with { BatchSize = 8 }).Build())!.Inputs);
        Assert.Null(RunPairing.Of(Probe.Build(), (Probe with { Seed = 4 }).Build()));
        Assert.Null(RunPairing.Of(Probe.Build(), Plotting.SyntheticRuns.Vanilla(5)));
    }

    [Fact]
    public void Tables_NameSites()
    {
        LabelledRun[] runs = [new("He", Probe.Build()), new("uniform", (Probe with { Init = "uniform" }).Build())];

        Assert.Equal(["relu", "layer1.0.relu2", "layer2.0.relu2", "fc"], SideBySideTable.Rows(runs).Take(4).Select(r => r[2]));
        Assert.StartsWith("run,simulations,depth,site,mean log10 chi", SideBySideTable.Csv(runs), StringComparison.Ordinal);
        Assert.All(PairedTable.Rows(runs), row => Assert.Equal("fc", row[2]));
        Assert.StartsWith("Runs of seed 3 are pairs: simulation i has the same images and noise, and the same random numbers behind the weights", PairedTable.Sentence(runs), StringComparison.Ordinal);
    }

    [Fact]
    public void PairedDifference_OfOtherModels_IsThatOfTheirOutputs()
    {
        RunResults other = (SyntheticProbe.Plausible(SyntheticProbe.Plain(6)) with { Model = "other" }).Build();
        PairedDifference difference = PairedDifference.Of(Probe.Build(), other, MomentsDnns.Analysis.Quantities.Quantity.Chi, true)!;

        Assert.Equal(18, difference.Depth);
    }

    [Fact]
    public void Agreement_OfTheSameLaw_Agrees_OfAnother_Differs()
    {
        Assert.Equal(ComparisonVerdict.Agree, RunComparison.Compare(Probe.Build(), (Probe with { Seed = 9 }).Build()).Verdict);
        Assert.Equal(ComparisonVerdict.Differ, RunComparison.Compare(Probe.Build(), (Probe with { Seed = 9, LogChi = c => Probe.LogChi(c) + (0.02 * c) }).Build()).Verdict);
        Assert.Throws<InvalidDataException>(() => RunComparison.Compare(Probe.Build(), Plotting.SyntheticRuns.Vanilla(5)));
    }

    [Fact]
    public void Agreement_OfNetsWithSomeSitesInCommon_IsOfThose()
    {
        RunResults smaller = (SyntheticProbe.Plausible(SyntheticProbe.ResNet(false, 1)) with { Seed = 9 }).Build();
        ComparisonResult result = RunComparison.Compare(Probe.Build(), smaller);

        // fc is another depth in each.
        Assert.Contains(result.Curves[0].Points, p => p.Depth == Net.Count);
    }

    [Fact]
    public void Export_NamesSitesByDepth()
    {
        RunResults run = Probe.Build();
        RunExport.Write(run, _folder["run.csv"]);
        string[] lines = File.ReadAllLines(_folder["run.csv"]);
        Assert.StartsWith("simulation,depth,location,site,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("0,1,site,\"conv1\",", lines[1], StringComparison.Ordinal);
        Assert.Equal(Net.Select(s => s.Name), lines.Skip(1).Take(Net.Count).Select(l => l.Split(',')[3].Trim('"')));

        RunExport.Write(run, [KeyValuePair.Create<string, Func<int, int, double>>("x", (_, d) => d)], _folder["columns.csv"]);
        Assert.Equal("0,1,\"conv1\",0", File.ReadAllLines(_folder["columns.csv"])[1]);

        RunExport.Write(run, _folder["run.parquet"]);
        byte[] parquet = File.ReadAllBytes(_folder["run.parquet"]);
        Assert.Equal(Net.Count * run.Simulations.Count, MomentsDnns.Results.Storage.ParquetTable.Read(parquet).Rows);
        Assert.Equal(Net.Select(s => s.Name), SitesOf(parquet).Take(Net.Count));

        // Numbered places are of other nets.
        Assert.Contains("take csv or parquet", Assert.Throws<InvalidDataException>(() => RunExport.Write(run, _folder["run.npz"])).Message, StringComparison.Ordinal);
    }

    private static string[] SitesOf(byte[] parquet)
    {
        using MemoryStream stream = new(parquet);
        Parquet.ParquetReader reader = Parquet.ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
        using Parquet.ParquetRowGroupReader rows = reader.OpenRowGroupReader(0);
        string?[] names = new string?[rows.RowCount];
        rows.ReadAsync(reader.Schema.GetDataFields().Single(f => f.Name == "site"), names.AsMemory()).AsTask().GetAwaiter().GetResult();
        return [.. names.Select(n => n!)];
    }

    [Fact]
    public void Frame_HasAColumnOfSites()
    {
        DataFrame frame = RunFrame.Of(Probe.Build());

        Assert.Equal("conv1", frame.Rows[0][frame.Columns.IndexOf(RunFrame.SiteColumn)]);
        Assert.DoesNotContain(RunFrame.Of(Plotting.SyntheticRuns.Vanilla(5)).Columns, c => c.Name == RunFrame.SiteColumn);
    }
}
