using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Models;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

// What a replicate of a probe costs over a plain forward pass of the same network, arithmetic and batch: with every statistic of every
// site, and signal and tangent alone. Medians of rounds in which the three run in turn.
NativeRuntime.Configure();
string[] models = args.Length > 0 && !args[0].StartsWith("--", StringComparison.Ordinal) ? args[0].Split(',') : ["torchvision:resnet18", "torchvision:resnet50", "torchvision:vgg16_bn"];
int side = Option("--side", 64), batch = Option("--batch-size", 8), rounds = Option("--rounds", 5);
ScalarType arithmetic = args.Contains("--float32") ? ScalarType.Float32 : ScalarType.Float64;
Console.WriteLine(FormattableString.Invariant($"{arithmetic}, batch {batch}, {side} x {side}, {rounds} rounds, {get_num_threads()} threads"));
Console.WriteLine("| network | sites | forward, ms | signal and tangent / forward | whole replicate / forward | peak memory, MB |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
foreach (string name in models)
{
    using DisposeScope scope = NewDisposeScope();
    IProbeModel model = ProbeModels.Open(name);
    using ITracedFunction function = model.Build([3, side, side], BatchStatistics.Frozen, arithmetic, CPU);
    new ParameterDrawing(InitializationKind.He, 1).Draw(function.Parameters, 0);
    Tensor twin = randn([2 * batch, 3, side, side]), signal = twin.narrow(0, 0, batch).to(arithmetic).contiguous();
    TangentNetwork network = new(function);
    List<double> plain = [], tangents = [], whole = [];
    for (int round = 0; round <= rounds; round++)
    {
        double forward = Time(() =>
        {
            using IDisposable noGradients = no_grad();
            function.Evaluate(signal, (_, _) => { });
        });
        double alone = Time(() => network.Send(0, twin, new Nobody()));
        RecorderOptions recorded = new() { RankedRoles = SiteRoles.Output, Sites = network.Sites, MayOverflow = true };
        double all = Time(() => network.Send(0, twin, new Recorder(recorded, Enumerable.Range(1, function.Sites.Count))));
        if (round == 0) continue; // warms up
        plain.Add(forward);
        tangents.Add(alone / forward);
        whole.Add(all / forward);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {function.Sites.Count} | {Text(plain, "F0")} | {Text(tangents, "F2")} | {Text(whole, "F2")} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} |"));
}

int Option(string name, int usual)
{
    int place = Array.IndexOf(args, name);
    return place < 0 ? usual : int.Parse(args[place + 1], CultureInfo.InvariantCulture);
}

static double Time(Action work)
{
    long start = Stopwatch.GetTimestamp();
    using (NewDisposeScope()) work();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static string Text(List<double> values, string format)
{
    double[] sorted = [.. values.Order()];
    return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2].ToString(format, CultureInfo.InvariantCulture)} [{sorted[0].ToString(format, CultureInfo.InvariantCulture)}, {sorted[^1].ToString(format, CultureInfo.InvariantCulture)}]");
}

internal sealed class Nobody : ISiteObserver
{
    public bool Watches(int depth) => false;

    public void See(Passage passage) => throw new InvalidOperationException("nobody watches");
}
