// The kernels one by one, by BenchmarkDotNet. benchmarks/README.md has the commands.
using System.Reflection;
using BenchmarkDotNet.Running;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Benchmarks.Kernels;

NativeRuntime.Configure();
BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args, new KernelConfig());
