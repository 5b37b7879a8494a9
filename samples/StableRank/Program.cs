using MomentsDnns.Cli;
using MomentsDnns.Samples.StableRank;
using MomentsDnns.Statistics;

// One line, and every run records it: files, tables of compare --agreement and analyze have it.
StatisticCatalog.Register(new StableRank());

return MomentsCommandLine.Run(args);
