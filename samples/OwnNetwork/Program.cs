using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Samples.OwnNetwork;

// Signal and noise through a module of one's own, drawn anew by He's law, eight nets; kept in the folder named by the argument.
NativeRuntime.Configure();
Probe probe = new(new ModuleModel("small-resnet", () => new SmallResNet(), [3, 32, 32]), 8)
{
    Init = InitializationKind.He,
    Folder = args.Length > 0 ? args[0] : null,
};
RunResults run = probe.Run();
Curve chi = run.Get(Statistic.Chi, run.Facts.Output);
for (int site = 0; site < chi.Depths; site++)
{
    double mean = Enumerable.Range(0, chi.Simulations).Average(net => chi[net, site]);
    Console.WriteLine(FormattableString.Invariant($"{run.Facts.Along![site].Name,-22} log chi {mean:F3}"));
}

foreach (PathologyVerdict verdict in RunAnalysis.Of(run).Verdicts) Console.WriteLine($"{verdict.Pathology}: {verdict.Presence}");
