// Measures our code against the obvious libtorch program. benchmarks/README.md tells what each verb measures.
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Comparison.Verbs;

IVerb[] verbs =
[
    new LayerVerb(), new VariantsVerb(), new ConvolutionVerb(), new RankVerb(), new ConnectedVerb(), new RunVerb(), new GrowthVerb(),
    new AgreeVerb(), new MeasureVerb(),
];
string names = string.Join(", ", verbs.Where(v => v is not MeasureVerb).Select(v => v.Name));

try
{
    IVerb verb = verbs.FirstOrDefault(v => args.Length > 0 && v.Name == args[0])
        ?? throw new UsageException($"usage: Comparison VERB [OPTIONS]; verbs: {names}");
    return verb.Run(Arguments.Parse(verb, args.AsSpan(1)));
}
catch (Exception error) when (error is UsageException or InvalidOperationException)
{
    Console.Error.WriteLine(error.Message);
    return error is UsageException ? 2 : 1;
}
