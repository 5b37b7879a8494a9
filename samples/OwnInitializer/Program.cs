using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli;
using MomentsDnns.Samples.OwnInitializer;

// One line makes it an option, --init laplace: its name, fan-in times its variance, and the law. Its weights are independent, of mean 0 and
// finite variance, so that their sums are normal in wide layers.
InitializationCatalog.Register(new("laplace", 2, new LaplaceInitializer()) { MakesNormalSums = true });

return MomentsCommandLine.Run(args);
