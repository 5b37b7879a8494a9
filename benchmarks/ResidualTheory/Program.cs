// The law of residual nets beside runs: chi along the units, exponents, and what unrecorded units cost.
//
//   dotnet run -c Release --project benchmarks/ResidualTheory -- RUN..
//
// RUN is a folder of `moments run`, or an .npz file of the reference implementation, taken as its nets of ReLU, He's weights and kernel 1. Prints Markdown.
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Benchmarks.Residuals;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

if (args.Length == 0) throw new ArgumentException("no run named; see the head of Program.cs");
List<(string Name, RunResults Run)> runs = [.. args.Select(path => (Path.GetFileNameWithoutExtension(path.TrimEnd('/')), Read(path)))];
Console.WriteLine("log chi along the units, in standard errors of measured minus predicted of the same nets:\n");
Console.WriteLine(CurveTable.Of(runs));
Console.WriteLine("Exponents:\n");
Console.WriteLine(ExponentTable.Of(runs));
Console.WriteLine("What the product changes by where fewer units are recorded, log chi after the last:\n");
Console.WriteLine(ThinnedTable.Of(runs));

static RunResults Read(string path)
{
    if (!path.EndsWith(".npz", StringComparison.Ordinal)) return RunDirectory.Open(path).Load();
    RunResults file = NpzImport.Read(path);
    ImportedSource source = file.Imported!;
    NetworkOptions network = new() { KernelSize = 1, Topology = source.Topology, Norm = source.Norm, ResidualDepth = source.ResidualDepth ?? 2, Depth = file.Depths[^1] };
    return new(new() { Network = network }, file.Simulations, file.Depths, file.Curves);
}
