using System.Text.Json.Nodes;
using MomentsDnns.Notebooks.Documents;
using MomentsDnns.Notebooks.Execution;
using MomentsDnns.Notebooks.Outputs;
using MomentsDnns.Propagation.Running;

namespace MomentsDnns.Notebooks.Tests.Execution;

public sealed class NotebookExecutorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ValuesMethodsAndTypes_AreKeptBetweenCells()
    {
        NotebookDocument notebook = Sample.Of("int x = 3;\nint Twice(int n) => 2 * n;\nsealed record Pair(int A, int B);", "Twice(x)", "new Pair(x, Twice(x)).B + 1");

        Assert.Null(Run(notebook));
        Assert.Equal(["", "6", "7"], notebook.Cells.Select(Shown));
        Assert.Equal([1, 2, 3], notebook.Cells.Select(c => c.ExecutionCount));
        Assert.All(notebook.Cells, c => Assert.True(c.Seconds >= 0));
        Assert.Equal("quick", notebook.Setting);
    }

    [Fact]
    public void Run_Outputs_AreKeptInTheirOrderAndKind()
    {
        NotebookDocument notebook = Sample.Of("Console.Write(\"a\"); Console.WriteLine(1.5);\nDisplay(\"between\");\nConsole.Error.WriteLine(\"b\");\n2");

        Assert.Null(Run(notebook));
        Assert.Equal([new StreamOutput("stdout", "a1.5\n"), new DisplayOutput(new("between"), null), new StreamOutput("stderr", "b\n"), new DisplayOutput(new("2"), 1)],
            notebook.Cells[0].Outputs);
    }

    [Fact]
    public void Run_FigureFrameAndTable_HavePictureAndTable()
    {
        NotebookDocument notebook = Sample.Of(
            "new FigureDescription { Name = \"f\", Panels = [new PanelDescription { Letter = 'a', XLabel = FigureLabel.Empty.Italic(\"l\"), XRange = new(0, 1), YRange = new(0, 1) }] }",
            "new DataFrame(new Int32DataFrameColumn(\"depth\", new[] { 1, 2 }), new DoubleDataFrameColumn(\"chi\", new double?[] { 1.5, null }))",
            "Table.Of(new[] { (\"a<b\", 2.0) }, \"name\", \"value\")");

        Assert.Null(Run(notebook));
        MimeBundle[] shown = [.. notebook.Cells.Select(c => Assert.IsType<DisplayOutput>(Assert.Single(c.Outputs)).Data)];
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], shown[0].Png!.Take(4));
        Assert.Equal("figure f\n(a)  against l", shown[0].Text);
        Assert.Contains("<tr><td>2</td><td></td></tr>", shown[1].Html, StringComparison.Ordinal);
        Assert.Equal("depth  chi\n-----  ---\n1      1.5\n2\n2 rows", shown[1].Text);
        Assert.Contains("<td>a&lt;b</td><td>2</td>", shown[2].Html, StringComparison.Ordinal);
        Assert.Empty(NotebookSchema.Faults(JsonNode.Parse(notebook.ToBytes())));
    }

    [Fact]
    public void Run_CompilerError_NamesCellAndLineAndEndsTheRun()
    {
        NotebookDocument notebook = Sample.Of("int x = 3;", "x++;\n\nint y = z;", "1");
        notebook.Cells[2].SetResult(3, [new StreamOutput("stdout", "stale")], TimeSpan.Zero);

        CellFailure? failure = Run(notebook);

        Assert.Equal("cell 2, line 3: CS0103: The name 'z' does not exist in the current context", $"{failure}");
        Assert.Equal("CS0103", Assert.IsType<ErrorOutput>(Assert.Single(notebook.Cells[1].Outputs)).Name);
        Assert.Empty(notebook.Cells[2].Outputs);
        Assert.Null(notebook.Cells[2].ExecutionCount);
    }

    [Fact]
    public void Run_Exception_NamesCellAndLineAndKeepsWhatWasPrinted()
    {
        NotebookDocument notebook = Sample.Of("int x = 0;", "Console.WriteLine(\"before\");\nint y = 1 / x;");

        CellFailure? failure = Run(notebook);

        Assert.Equal("cell 2, line 2: DivideByZeroException: Attempted to divide by zero.", $"{failure}");
        Assert.Equal(new StreamOutput("stdout", "before\n"), notebook.Cells[1].Outputs[0]);
        ErrorOutput error = Assert.IsType<ErrorOutput>(notebook.Cells[1].Outputs[1]);
        Assert.Equal("System.DivideByZeroException", error.Name);
        Assert.Equal("   at cell 2, line 2", error.Traceback[1]);
    }

    [Theory]
    [InlineData("int[] a = [1];\nint i = 5;\nConsole.WriteLine(a[i]);", 3)]
    [InlineData("int[] a = [1];\nfor (int i = 0; i < 3; i++)\n{\n    int k = i;\n\n    Console.WriteLine(a[k]);\n}\n2", 6)]
    [InlineData("int x = 1;\nint F(int[] a)\n{\n    return a[9];\n}\n\nF(new int[2])", 4)]
    [InlineData("string s = null!;\n\nint y = s.Length;", 3)]
    [InlineData("switch (2)\n{\n    case 2:\n        int[] a = new int[int.Parse(\"1\")];\n        a[3] = 1;\n        break;\n}", 5)]
    public void Run_ErrorOfTheRuntime_NamesTheLineOfTheStatement(string code, int line)
    {
        NotebookDocument notebook = Sample.Of("int before = 0;", code);

        CellFailure? failure = Run(notebook);

        Assert.Equal((2, line), (failure!.Cell, failure.Line));
        Assert.Contains($"   at cell 2, line {line}", Assert.IsType<ErrorOutput>(notebook.Cells[1].Outputs[^1]).Traceback);
    }

    [Fact]
    public void Run_ExceptionOfTheLibrary_NamesNoPathOfThisMachine()
    {
        NotebookDocument notebook = Sample.Of("Measure(new() { Network = new() { Depth = 0 } }, 1)");

        CellFailure? failure = Run(notebook);

        Assert.StartsWith("cell 1, line 1: OptionException: Depth 0: must be at least 1", $"{failure}", StringComparison.Ordinal);
        Assert.DoesNotContain(Assert.IsType<ErrorOutput>(Assert.Single(notebook.Cells[0].Outputs)).Traceback, l => l.Contains('/') || l.Contains('\\'));
    }

    [Theory]
    [InlineData(SettingScale.Quick, "8")]
    [InlineData(SettingScale.Full, "200")]
    public void Setting_DecidesTheScale(SettingScale scale, string shown)
    {
        NotebookDocument notebook = Sample.Of("Setting.Simulations(quick: 8, full: 200)");

        Assert.Null(Run(notebook, scale));
        Assert.Equal(shown, Shown(notebook.Cells[0]));
    }

    [Fact]
    public void Measure_FewerThanAreThere_GivesTheFirstAlone()
    {
        const string experiment = "ExperimentConfiguration e = new() { Network = new() { KernelSize = 1, Width = 8, Depth = 4 }, BatchSize = 8, Records = 2 };\n";
        NotebookDocument first = Sample.Of(experiment + "Measure(e, 1).Get(Statistic.Chi, Location.Activation)[0, 1]"),
            more = Sample.Of(experiment + "Measure(e, 3).Simulations.Count"),
            again = Sample.Of(experiment + "var run = Measure(e, 1);\nDisplay(run.Simulations.Count);", "run.Get(Statistic.Chi, Location.Activation)[0, 1]");

        Assert.All([first, more, again], notebook => Assert.Null(Run(notebook)));
        Assert.Equal(("3", "1"), (Shown(more.Cells[0]), Shown(again.Cells[0])));
        Assert.Equal(Shown(first.Cells[0]), Shown(again.Cells[1]));
        Assert.Single(Directory.GetDirectories(_folder["runs"]));
    }

    [Fact]
    public void MeasureGrid_HoldsTheNumberOfEachPointsRun()
    {
        NotebookDocument notebook = Sample.Of("""
            ExperimentConfiguration At(double weight, double bias) => new()
            {
                Network = new() { KernelSize = 1, Width = 8, Depth = 4, Activation = ActivationCatalog.Find("tanh"), Initialization = InitializationKind.Gaussian, WeightVariance = weight, BiasVariance = bias },
                BatchSize = 8, Records = 2,
            };
            SweepGrid grid = MeasureGrid(new("weight-variance", ["1", "2.5"]), new("bias-variance", ["0.05", "0.2"]), At, Quantity.Chi, 2);
            grid.Values[1, 0]
            """, "EndPoint.Of(Measure(At(2.5, 0.05), 2), Quantity.Chi, 4, isLog10: true)", "RunAnalysis.Of(Measure(At(1, 0.2), 2))");

        Assert.Null(Run(notebook));
        Assert.StartsWith("EndPoint { Depth = 4, Mean = ", Shown(notebook.Cells[0]), StringComparison.Ordinal);
        Assert.Equal(Shown(notebook.Cells[1]), Shown(notebook.Cells[0]));
        Assert.Equal(4, Directory.GetDirectories(_folder["runs"]).Length);
        Assert.StartsWith("run: 2 simulations, depth 4\n\npathology ", Shown(notebook.Cells[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Cancelled_Ends()
    {
        NotebookExecutor executor = new(new NotebookSetting(SettingScale.Quick), new Measurement { Within = _folder["runs"] }, new CancellationToken(canceled: true));

        Assert.Throws<OperationCanceledException>(() => executor.Run(Sample.Of("1")));
    }

    private CellFailure? Run(NotebookDocument notebook, SettingScale scale = SettingScale.Quick) =>
        new NotebookExecutor(new NotebookSetting(scale), new Measurement { Within = _folder["runs"], Threads = 1 }).Run(notebook);

    private static string Shown(NotebookCell cell) => cell.Outputs is [DisplayOutput shown] ? shown.Data.Text : "";
}
