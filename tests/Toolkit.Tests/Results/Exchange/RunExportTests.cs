using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Exchange;

public sealed class RunExportTests : IDisposable
{
    private static readonly RunResults Run = SampleRuns.Run(SampleRuns.Configuration,
        (Statistic.Chi, Location.Activation, new[,] { { 0.1, double.NaN, 1e-300 }, { -2, double.NaN, double.NegativeInfinity } }),
        (Statistic.EffectiveRankSignal, Location.Activation, new[,] { { 1.5, double.NaN, double.NaN }, { 1.0 / 3, double.NaN, 2 } }),
        (Statistic.Chi, Location.Input, new[,] { { 0.25, 0.5, double.NaN }, { double.NaN, double.NaN, double.NaN } }));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteCsv_Run_GivesThisText()
    {
        RunExport.Write(Run, _folder["new/run.csv"]);

        Assert.Equal(
            """
            simulation,depth,location,reff_signal,log_chi
            0,2,input,,0.25
            0,2,activation,1.5,0.1
            0,4,input,,0.5
            0,6,activation,,1E-300
            1,2,activation,0.3333333333333333,-2
            1,6,activation,2,-Infinity

            """.ReplaceLineEndings("\n"), File.ReadAllText(_folder["new/run.csv"]));
    }

    [Fact]
    public void WriteParquet_Run_HoldsTheSameTable()
    {
        RunExport.Write(Run, _folder["run.parquet"]);

        byte[] file = File.ReadAllBytes(_folder["run.parquet"]);
        ResultTable table = ParquetTable.Read(file);

        Assert.Equal([0, 0, 0, 0, 1, 1], table.Simulations);
        Assert.Equal([2, 2, 4, 6, 2, 6], table.Depths);
        Assert.Equal([Statistic.EffectiveRankSignal, Statistic.Chi], table.Columns.Keys);
        Assert.Equal([double.NaN, 1.5, double.NaN, double.NaN, 1.0 / 3, 2], table.Columns[Statistic.EffectiveRankSignal]);
        Assert.Equal([0.25, 0.1, 0.5, 1e-300, -2, double.NegativeInfinity], table.Columns[Statistic.Chi]);
        Assert.Equal(new(null, 0, 1), PartSeal.Read(file));
        file[100] ^= 1;
        Assert.Throws<InvalidDataException>(() => PartSeal.Read(file));
    }

    [Fact]
    public void Write_NpzEnding_WritesTheReferencesArrays()
    {
        RunExport.Write(Run, _folder["run.npz"]);

        Assert.Equal(["reff_signal_loc4", "chi_loc1", "chi_loc4", "depth"], NpzFile.Read(_folder["run.npz"]).Keys);
    }

    [Fact]
    public void Write_EveryKnownEnding_WritesItsOwnFormat()
    {
        Assert.Equal([".npz", ".csv", ".parquet"], RunExport.Endings);
        foreach (string ending in RunExport.Endings)
        {
            string file = _folder["run" + ending];
            Assert.Null(RunExport.Validate(file));
            RunExport.Write(Run, file);
        }

        // zip archive, the header line, Parquet's magic number
        Assert.Equal(["PK\u0003\u0004", "simu", "PAR1"], RunExport.Endings.Select(e =>
            System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_folder["run" + e]).AsSpan(0, 4))));
    }

    [Theory]
    [InlineData("run.xlsx")]
    [InlineData("run")]
    public void Write_OtherEnding_SaysWhatToTake(string file)
    {
        string expected = $"path {file}: must end in .npz, .csv, .parquet; take such a name, it decides the format";

        Assert.Equal(expected, RunExport.Validate(file)!.ToString());
        Assert.StartsWith(expected, Assert.Throws<OptionException>(() => RunExport.Write(Run, file)).Message);
        Assert.False(File.Exists(file));
    }
}
