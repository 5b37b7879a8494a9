using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Cli;
using MomentsDnns.Samples.OwnVerdict;

// One line, and every run has one more verdict in analyze and report.
JudgeCatalog.Register(new OneSignedJudge());

return MomentsCommandLine.Run(args);
