using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli;
using MomentsDnns.Samples.DenseNet;

// One line makes it an option, --topology dense-12: places, increments and words of runs, verdicts, figures and reports come from it.
TopologyCatalog.Register(new DenseTopology(growth: 12));

return MomentsCommandLine.Run(args);
