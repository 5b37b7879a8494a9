// How often `moments analyze` is right: rates of its verdicts, ranges and intervals where the truth is known. docs/method.md quotes them.
//
//   dotnet run -c Release --project benchmarks/Verdicts -- [--runs DIR] [--pool 200] [--draws 200] [--threads N] [--only WORD]
//
// Laws are planted with the noise of real nets; or simulations are run once into DIR (runs/verdicts) and runs are drawn from them with
// replacement, so that the pool's law is theirs. Prints Markdown tables of percentages, those alone whose title holds WORD where one is given. `a / b`: present / absent, the rest inconclusive.
using System.Globalization;
using MomentsDnns.Benchmarks.Verdicts;
using MomentsDnns.Propagation.Running;

string folder = "runs/verdicts", only = "";
int pool = 200, draws = 200, threads = Environment.ProcessorCount;
for (int i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--runs": folder = args[i + 1]; break;
        case "--pool": pool = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--draws": draws = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--threads": threads = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--only": only = args[i + 1]; break;
        default: throw new ArgumentException($"{args[i]}: is no option; see the head of Program.cs");
    }
}

Table table = new(draws), many = new(5 * draws);
Pools pools = new(new Measurement { Within = folder, Threads = threads, Simulations = pool });
Title($"Exploding sensitivity, planted laws (present / absent, percent of {draws})", new SensitivityStudy(table).Run);
Title("Exploding sensitivity over repeated units, planted laws (present / absent)", new UnitStudy(table).Run);
Title("Zero-dimensional signal, flat log-normal shares against the threshold t (present / absent)", new CollapseStudy(table).Flat);
Title("The same of shares that fall as l^-1.5 (present / absent)", new CollapseStudy(table).Foreseen);
Title("Ranges of the onset that hold the true one (nominal 68), of those given", new CollapseStudy(table).Onsets);
Title("Exploding activations, threshold 0.05 (present / absent)", new ActivationStudy(table).Run);
Title($"95% intervals of exponents that hold the planted one, percent of {5 * draws}", new IntervalStudy(many).Coverage);
Title("Laws: planted one preferred / another preferred / planted one rejected as exact (nominal 1 for each of two bends)", new IntervalStudy(table).Laws);
Title("Nets of width 64: verdicts (present / absent)", new PoolStudy(table, pools).Verdicts);
Title("Nets of width 64: one-dimensional signal, threshold t at the truth (present / absent)", new PoolStudy(table, pools).Thresholds);
Title($"Nets of width 64: 95% intervals of exponents that hold the pool's, percent of {5 * draws}", () => new IntervalStudy(many).Real(pools));

void Title(string title, Action write)
{
    if (!title.Contains(only, StringComparison.OrdinalIgnoreCase)) return;
    Console.WriteLine($"{title}:\n");
    write();
    Console.WriteLine();
}
