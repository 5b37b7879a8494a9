using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli;
using MomentsDnns.Samples.RmsNorm;

// One line makes it an option, --norm own-rms. What is true of it is said with it: its output is of one size, whatever the input's. What is left out
// stays false, and its theory away: behind an RMS norm a channel's mean over the images is not 0, so that its values are not standard normal.
NormCatalog.Register(new("own-rms", (settings, _) => new RmsNormalization(settings)) { BoundsSignal = true, IsScaleInvariant = true });

return MomentsCommandLine.Run(args);
