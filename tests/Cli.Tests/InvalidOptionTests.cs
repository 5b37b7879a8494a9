namespace MomentsDnns.Cli.Tests;

/// <summary>Every invalid value, unknown option and contradiction: one clear line, exit code 2, nothing written.</summary>
public sealed class InvalidOptionTests
{
    [Theory]
    [InlineData("--architecture resnet", "--architecture resnet: must be one of vanilla, bn-ff, bn-res; take one of them")]
    [InlineData("--topology ring", "--topology ring: must be one of feedforward, residual; take one of them")]
    [InlineData("--norm batchnorm", "--norm batchnorm: must be one of none, batch, layer, instance, group[:G], position-layer, rms; take one of them")]
    [InlineData("--activation sine", "--activation sine: must be one of relu, leaky-relu, tanh, erf, gelu, silu, elu, selu, linear; take one of them")]
    [InlineData("--boundary reflect", "--boundary reflect: must be one of periodic, symmetric, zero, periodic-one-sided; take one of them")]
    [InlineData("--init xavier", "--init xavier: must be one of he, uniform, lecun, gaussian, orthogonal, kaiming-uniform, xavier-uniform, xavier-normal, pytorch; take one of them")]
    [InlineData("--convolution fft", "--convolution fft: must be one of auto, direct, winograd, fourier; take one of them")]
    [InlineData("--effective-rank all", "--effective-rank all: must be one of both, signal, noise, none; take one of them")]
    [InlineData("--precision float16", "--precision float16: must be one of float32, float64; take one of them")]
    [InlineData("--device tpu", "--device tpu: must be one of cpu, cuda[:K]; take one of them")]
    [InlineData("--depth 0", "--depth 0: must be at least 1; take a positive whole number")]
    [InlineData("--depth many", "--depth many: must be a whole number from -2147483648 to 2147483647; write it like 64")]
    [InlineData("--depth 3000000000", "--depth 3000000000: must be a whole number from -2147483648 to 2147483647; write it like 64")]
    [InlineData("--width -1", "--width -1: must be at least 1; take a positive whole number")]
    [InlineData("--width 1.5", "--width 1.5: must be a whole number from -2147483648 to 2147483647; write it like 64")]
    [InlineData("--kernel-size 4 --boundary zero", "--kernel-size 4: must be odd where the boundary is not periodic: an even kernel has no centre to mirror; take an odd size, or --boundary periodic")]
    [InlineData("--norm group:7 --width 32", "--norm group:7: must divide the width, 32, into groups of equal size; take group:8")]
    [InlineData("--norm layer:2", "--norm layer:2: must be one of none, batch, layer, instance, group[:G], position-layer, rms; take one of them")]
    [InlineData("--norm instance --kernel-size 1", "--norm instance: normalizes single values in a fully connected net (one position, one channel): every output would be 0; take batch or layer, or --kernel-size 3")]
    [InlineData("--norm layer --norm-statistics differentiated", "--norm-statistics differentiated: belongs to batch norm: to the others' noise statistics are never constants; leave it out, or take --norm batch")]
    [InlineData("--weight-variance 3", "--weight-variance 3: belongs to --init gaussian, orthogonal or uniform, this one is he; leave it out, or take --init gaussian")]
    [InlineData("--init uniform --bias-variance 1", "--bias-variance 1: belongs to --init gaussian or orthogonal, this one is uniform; leave it out, or take --init gaussian")]
    [InlineData("--init uniform --weight-radius 1 --weight-variance 2", "--weight-variance 2: contradicts --weight-radius: each follows from the other; leave one of them out")]
    [InlineData("--init gaussian --weight-variance 0", "--weight-variance 0: must be above 0 and at most 1e15; take 1, for instance")]
    [InlineData("--scale-radius 1", "--scale-radius 1: belongs to normalized nets, this one has no norm; leave it out, or take --norm batch")]
    [InlineData("--noise finite:0", "--noise finite:0: must have an amplitude from 1E-12 to 1000000, in units of the signal's standard deviation; take finite:0.01, or tangent for an infinitesimal noise")]
    [InlineData("--noise finite:3e-8", "--noise finite:3E-08: lies below 1.1E-06, where the rounding of one layer in float32 blurs it; take finite:0.0001 or more, --precision float64, or tangent for an infinitesimal noise")]
    [InlineData("--noise finite", "--noise finite: must be tangent or finite: and a number; write it like finite:0.01")]
    [InlineData("--batch-size 1", "--batch-size 1: must be at least 2, the statistics are taken over images; take 64, the default")]
    [InlineData("--batch-size 2000000", "--batch-size 2000000: must be at most 1000000, the images of cifar-like, since a batch holds distinct images; take 1000000 or fewer, or a larger dataset")]
    [InlineData("--batch-size 700000", "--batch-size 700000: makes tensors of more than 268435455 values (signal and noise, channels, positions); take a smaller batch or width")]
    [InlineData("--width 8000", "--width 8000: must be at most 5461: it makes weights of more than 268435455 values with kernels of size 3; take 5461 or less")]
    [InlineData("--kernel-size 1 --width 16384", "--width 16384: must be at most 16383: it makes weights of more than 268435455 values with kernels of size 1; take 16383 or less")]
    [InlineData("--depth 2147483647 --records 1", "--depth 2147483647: must be at most 1000000: a simulation is kept when it has passed all layers, and so many take minutes of the narrowest net; take 1000000 or less")]
    [InlineData("--depth 1000000 --records 100000", "--records 100000: must be at most 10000: the numbers of every recorded depth are held in memory; take 100, or another divisor of the depth")]
    [InlineData("--architecture bn-res --residual-depth 2147483647", "--residual-depth 2147483647: must be at most 1000: the weights of a unit's layers are in memory together; take 1000 or less")]
    [InlineData("--batch-size 2147483647", "--batch-size 2147483647: must be at most 134217727: signal and noise of so many images fill the largest tensor; take 64, the default")]
    [InlineData("--simulations 2147483647", "--simulations 2147483647: must be at most 1000000: all are in memory when the run is read; take 1000, the default")]
    [InlineData("--kernel-size 65537", "--kernel-size 65537: must be from 1 to 99; take 1 (fully connected), 3 or 5")]
    [InlineData("--threads 2000", "--threads 2000: must be from 1 to 1024; leave it out to use every core")]
    [InlineData("--device cuda", "--device cuda: needs an NVIDIA GPU and a build with -p:TorchBackend=cuda, none was found; take cpu")]
    [InlineData("--device cuda:1", "--device cuda:1: needs an NVIDIA GPU and a build with -p:TorchBackend=cuda, none was found; take cpu")]
    [InlineData("--simulations 0", "--simulations 0: must be at least 1; take a positive whole number")]
    [InlineData("--records 3", "--records 3: must divide the depth, 200; take 2")]
    [InlineData("--records 0", "--records 0: must divide the depth, 200; take 1")]
    [InlineData("--seed -1", "--seed -1: must be a whole number from 0 to 18446744073709551615; write it like 64")]
    [InlineData("--threads 0", "--threads 0: must be from 1 to 1024; leave it out to use every core")]
    [InlineData("--architecture bn-ff --norm-epsilon -1", "--norm-epsilon -1: must be a finite number, 0 or more; take 0.001, the default")]
    [InlineData("--architecture bn-ff --norm-epsilon tiny", "--norm-epsilon tiny: must be a number; write it like 0.001")]
    [InlineData("--architecture bn-res --residual-depth 0", "--residual-depth 0: must be at least 1; take a positive whole number")]
    [InlineData("--architecture bn-ff --topology residual", "--topology residual: contradicts --architecture bn-ff, which is feedforward; leave one of them out")]
    [InlineData("--architecture vanilla --norm batch", "--norm batch: contradicts --architecture vanilla, whose norm is none; leave one of them out")]
    [InlineData("--residual-depth 3", "--residual-depth 3: belongs to residual nets, this one is feedforward; leave it out, or take --topology residual")]
    [InlineData("--norm-epsilon 0.1", "--norm-epsilon 0.1: belongs to normalized nets, this one has no norm; leave it out, or take --norm batch")]
    [InlineData("--kernel-size 1 --boundary zero", "--boundary zero: belongs to convolutions, kernel size 1 is fully connected; leave it out, or take --kernel-size 3")]
    [InlineData("--kernel-size 5 --convolution winograd", "--convolution winograd: exists for kernels of size 3, this one is 5; take auto or direct")]
    [InlineData("--kernel-size 1 --convolution fourier", "--convolution fourier: exists for kernels above size 1, this one is 1; take auto or direct")]
    [InlineData("--boundary zero --convolution fourier", "--convolution fourier: exists for the periodic boundaries, this one is zero; take auto or direct")]
    [InlineData("--deph 3", "--deph: is no option of this command, perhaps --depth is meant; see moments run --help")]
    [InlineData("surplus", "surplus: is not expected here; see moments run --help")]
    public void Run_InvalidValue_OneLineAndExitCodeTwo(string options, string line)
    {
        using TemporaryFolder folder = new();

        Moments.Outcome outcome = Moments.Run(["run", "--output", folder["run"], .. options.Split(' ')]);

        Assert.Equal([line], outcome.ErrorLines);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void Run_SeveralFaults_TellsAllAtOnce()
    {
        Moments.Outcome outcome = Moments.Run("run", "--depth", "0", "--kernel-size", "200", "--threads", "-3");

        Assert.Equal(3, outcome.ErrorLines.Length);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Theory]
    [InlineData("reproduce fig9", "WHAT fig9: must be one of fig2, fig2-fc, fig3, fig4, fig5, fig5-centred, figures, claims, all; take one of them")]
    [InlineData("reproduce --profile huge", "--profile huge: must be one of quick, paper; take one of them")]
    [InlineData("plot RUN --dpi 1", "--dpi 1: must be from 36 to 1200; take 300")]
    [InlineData("plot RUN --format png,gif", "--format gif: must be png, svg or pdf, or some of them; write them like png,pdf")]
    [InlineData("plot RUN --width 20", "--width 20: must be one-column, two-column or from 60 to 600 millimetres; take one-column")]
    [InlineData("plot", "Required argument missing for command: 'plot'; see moments plot --help")]
    [InlineData("compare RUN", "RUN RUN: 1 given, a figure compares 2 to 8; name so many, or draw one by moments plot")]
    [InlineData("compare RUN RUN --reference x.npz", "RUN RUN RUN: 2 given, one run is compared with --reference; name 1")]
    [InlineData("export RUN --output x.xlsx", "--output x.xlsx: must end in .npz, .csv, .parquet; take such a name, it decides the format")]
    [InlineData("export RUN", "Option '--output' is required; see moments export --help")]
    [InlineData("info --dataset cifar-like --images 2147483647", "--images 2147483647: must be at most 100000: images are read three times, so many take minutes; leave it out for 10000")]
    [InlineData("import x.npz --output y --architecture resnet", "--architecture resnet: must be one of vanilla, bn-ff, bn-res; take one of them")]
    [InlineData("sweep /dev/zero", "FILE /dev/zero: is a device or a pipe, which may never end; name a regular file")]
    [InlineData("info --dataset cifar-like --images 3", "--images 3: must be at least 64, a batch; leave it out")]
    [InlineData("measure", "measure: is not expected here; see moments --help")]
    public void Command_InvalidValue_OneLineAndExitCodeTwo(string options, string line)
    {
        Moments.Outcome outcome = Moments.Run(options.Split(' '));

        Assert.Equal([line], outcome.ErrorLines);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
    }
}
