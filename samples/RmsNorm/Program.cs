using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli;
using MomentsDnns.Samples.RmsNorm;

// One line makes it an option, --norm rms. What is true of it is said with it; what is left out stays false, and its theory away.
NormCatalog.Register(new("rms", (settings, _) => new RmsNormalization(settings)) { BoundsSignal = true, IsScaleInvariant = true });

return MomentsCommandLine.Run(args);
