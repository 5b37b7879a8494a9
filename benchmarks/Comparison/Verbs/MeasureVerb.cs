using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Comparison.Measures;

namespace MomentsDnns.Benchmarks.Comparison.Verbs;

/// <summary>What a child process does: one measurement, its numbers on standard output as lines of name and value.</summary>
internal sealed class MeasureVerb : IVerb
{
    public string Name => "measure";

    public string Usage => "NAME [OPTIONS]; the other verbs start it";

    public IReadOnlyList<string> Options => ["setting", "architecture", "layers", "depth", "simulations", "kind", "norm", "activation"];

    public bool TakesWord => true;

    public int Run(Arguments arguments)
    {
        Setting setting = Setting.Of(arguments);
        Architecture architecture = Architecture.Of(arguments, "bn-ff");
        int layers = arguments.Number("layers", 10), depth = arguments.Number("depth", 10), simulations = arguments.Number("simulations", 1);
        switch (arguments.Word)
        {
            case "layer-ours": LayerMeasures.Ours(Variant.Of(arguments, architecture.Ours(setting.Width)), setting, layers); break;
            case "layer-obvious": LayerMeasures.Obvious(architecture, setting, layers); break;
            case "products": LayerMeasures.Products(setting, layers); break;
            case "convolution-ours": ConvolutionMeasures.Ours(setting, layers); break;
            case "convolution-obvious": ConvolutionMeasures.Obvious(setting, layers, isStacked: false); break;
            case "convolution-stacked": ConvolutionMeasures.Obvious(setting, layers, isStacked: true); break;
            case "rank-ours": RankMeasures.Ours(setting, layers); break;
            case "rank-obvious": RankMeasures.Obvious(setting, layers); break;
            case "rank-errors": RankMeasures.Errors(setting); break;
            case "connected-ours": ProgramMeasures.OursConnected(simulations, depth); break;
            case "connected-obvious": ProgramMeasures.ObviousConnected(simulations, depth); break;
            case "program-obvious":
                ProgramMeasures.Obvious(architecture.Obvious(setting.Width), setting.Batch, depth, 2, simulations);
                break;
            case "growth": GrowthMeasure.Tell(arguments.Choice("kind", "", GrowthMeasure.Sizes.Keys), architecture); break;
            default: throw new UsageException($"measure {arguments.Word}: there is no such measurement");
        }

        return 0;
    }
}
