using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli;
using MomentsDnns.Samples.RmsNorm;

// One line makes it an option, --norm rms. What is true of it is said with it: its output is of one size whatever the input's, and standard
// normal behind a wide layer. What is left out stays false, and its theory away.
NormCatalog.Register(new("rms", (settings, _) => new RmsNormalization(settings))
{
    BoundsSignal = true,
    IsScaleInvariant = true,
    StandardizesPreActivations = true,
});

return MomentsCommandLine.Run(args);
