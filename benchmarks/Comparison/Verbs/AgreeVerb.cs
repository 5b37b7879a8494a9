using System.Globalization;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Comparison.Measures;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>Whether both programs compute the same: the same input and weights, every statistic of every place.</summary>
internal sealed class AgreeVerb : IVerb
{
    private const double Bound = 1e-5;

    public string Name => "agree";

    public string Usage => "[--width 64] [--batch 16] [--layers 2] [--date DATE]";

    public IReadOnlyList<string> Options => ["width", "batch", "layers", "date"];

    public int Run(Arguments arguments)
    {
        (int width, int batch, int layers) =
            (arguments.Number("width", 64), arguments.Number("batch", 16), arguments.Number("layers", 2));
        Table table = new("architecture", "boundary", "statistics compared", "moments and chi differ by", "effective ranks differ by", "most");
        double largest = 0;
        foreach (Architecture architecture in Architecture.All)
        {
            foreach (Boundary boundary in Enum.GetValues<Boundary>()) Add(architecture, boundary, kernelSize: 3);
            Add(architecture, default, kernelSize: 1);
        }

        Console.WriteLine($"width {width}, batch {batch}, {layers} layers or units one after the other, same weights; relative differences");
        table.Print(arguments);
        Console.WriteLine(largest <= Bound ? $"agreed within {Bound:0e0}" : $"DIFFER by more than {Bound:0e0}");
        return largest <= Bound ? 0 : 1;

        void Add(Architecture architecture, Boundary boundary, int kernelSize)
        {
            Agreement.Result result = Agreement.Of(architecture, boundary, kernelSize, width, batch, layers);
            table.Add(architecture.Name, kernelSize == 1 ? "fully connected" : boundary.ToString().ToLowerInvariant(), result.Count,
                Text(result.Moments), Text(result.Ranks), result.Worst);
            largest = Math.Max(largest, Math.Max(result.Moments, result.Ranks));
        }
    }

    private static string Text(double difference) => difference.ToString("0.0e0", CultureInfo.InvariantCulture);
}
