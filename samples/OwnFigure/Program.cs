using MomentsDnns.Cli;
using MomentsDnns.Plotting;
using MomentsDnns.Samples.OwnFigure;

// One line, and every run that it fits has one more figure in plot and report.
FigureCatalog.Register(new VarianceShareFigure());

return MomentsCommandLine.Run(args);
