namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>Programs that take turns, each in a new process each time.</summary>
internal sealed class Rounds
{
    private readonly Dictionary<(string Program, string Name), List<double>> _values = [];

    /// <summary>Runs all programs once in each round.</summary>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="programs">What gives a program's numbers of one round, by the program's name; in this order.</param>
    public static Rounds Take(int rounds, params IReadOnlyList<(string Program, Func<Dictionary<string, double>> Measure)> programs)
    {
        Rounds taken = new();
        for (int round = 1; round <= rounds; round++)
        {
            foreach ((string program, Func<Dictionary<string, double>> measure) in programs)
            {
                Console.Error.WriteLine($"round {round} of {rounds}: {program}");
                foreach ((string name, double value) in measure()) taken.Add(program, name, value);
            }
        }

        return taken;
    }

    /// <summary>One number of one program over the rounds.</summary>
    public Medians Of(string program, string name) => new(_values[(program, name)]);

    private void Add(string program, string name, double value)
    {
        if (!_values.TryGetValue((program, name), out List<double>? values)) _values[(program, name)] = values = [];
        values.Add(value);
    }
}
