using Xunit.Sdk;
using Xunit.v3;

// Cells take the console, of which a process has one.
[assembly: Parallelization(Mode = ParallelMode.None)]
