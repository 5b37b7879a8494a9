// How often `moments compare --agreement` and `--reference TABLE.csv` call runs of one law different, and how often runs of two laws.
//
//   dotnet run -c Release --project benchmarks/Agreement -- [--runs DIR] [--pool 320] [--pairs 500] [--permutations 199] [--threads N]
//
// Simulations are run once into DIR (runs/agreement); each pair of runs is two disjoint subsets of the simulations of one net, or a subset
// each of two nets. Prints Markdown tables of percentages.
using System.Globalization;
using MomentsDnns.Benchmarks.Agreement;
using MomentsDnns.Propagation.Running;

string folder = "runs/agreement";
int pool = 320, pairs = 500, permutations = 199, threads = Environment.ProcessorCount;
for (int i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--runs": folder = args[i + 1]; break;
        case "--pool": pool = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--pairs": pairs = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--permutations": permutations = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--threads": threads = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        default: throw new ArgumentException($"{args[i]}: is no option; see the head of Program.cs");
    }
}

Study study = new(new Measurement { Within = folder, Threads = threads, Simulations = pool }, pairs, permutations, threads);
Console.WriteLine($"Runs of one law that are said to differ, percent of {pairs} pairs:\n");
study.FalseAlarms();
Console.WriteLine($"\nSubsets that are said to differ from a table of the means of {Study.TableSize} other simulations, percent of {pairs}:\n");
study.FalseAlarmsOfTables();
Console.WriteLine($"\nRuns of two laws that are said to differ, percent of {pairs} pairs:\n");
study.Power();
