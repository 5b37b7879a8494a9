using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Toolkit.Tests.Plotting;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.TheoryComparison;

/// <summary>Theory against simulated nets of width 256. What is compared depth by depth comes from independent layers, so that errors add.</summary>
public sealed class TheoryCurvesTests
{
    private const double Bound = 4; // standard errors

    [Fact]
    public void NormIncrement_WithoutEpsilonInAResnet_IsAnIdentity()
    {
        TheoryCurve curve = Find(SmallRuns.Residual, "norm-increment");

        Assert.Equal(SmallRuns.Residual.Depths, curve.Points.Select(p => p.Depth));
        // A unit's input was convolved by the unit before, so that the norm alone stands between: only 32-bit rounding is left.
        Assert.All(curve.Points, p => Assert.InRange(p.Difference / p.Measured.Value, -1e-5, 1e-5));
        Assert.All(curve.Points, p => Assert.InRange(p.Measured.Value, 1.05, 1.2));
        // It says so; where a convolution stands between as well, it is none, nor is any other curve.
        Assert.Equal(["norm-increment"], TheoryCurves.Of(SmallRuns.Residual).Where(c => c.IsIdentity).Select(c => c.Key));
        Assert.DoesNotContain(TheoryCurves.Of(SmallRuns.Feedforward), c => c.IsIdentity);
        // Not so with an epsilon, which takes more off channels of little variance: it is of the order of the spread of 1/(1 + epsilon/mu_2,c).
        TheoryCurve damped = Find(SmallRuns.Tiny(n => n with { Topology = Topology.Residual, Norm = NormKind.Batch, NormEpsilon = 0.1 }), "norm-increment");
        Assert.All(damped.Points, p => Assert.True(Math.Abs(p.Difference / p.Measured.Value) > 1e-4));
    }

    [Theory]
    [InlineData("norm-increment", 1.05, 1.15)]
    [InlineData("activation-increment", 1.20, 1.23)]
    public void Increments_OfAFeedforwardNet_MeetTheirMoments(string key, double least, double largest)
    {
        TheoryCurve curve = Find(SmallRuns.Feedforward, key);

        Assert.Equal(10, curve.Points.Count);
        Assert.InRange(Z(curve.Points), -Bound, Bound);
        Assert.All(curve.Points, p => Assert.InRange(p.Lower, least, largest));
        Assert.All(curve.Points, p => Assert.Equal(p.Lower, p.Upper));
    }

    [Fact]
    public void ActivationIncrement_OfVanillaAndResidualNets_MeetsTheSigns()
    {
        TheoryCurve residual = Find(SmallRuns.Residual, "activation-increment"), vanilla = Find(SmallRuns.Vanilla, "activation-increment");

        Assert.InRange(Z(residual.Points), -Bound, Bound);
        Assert.InRange(Z(vanilla.Points), -Bound, Bound);
        // Units come to keep one sign, and the increment goes from that of normal pre-activations (1.211) and more to 1.
        Assert.InRange(vanilla.Points[0].Lower, 1.21, 1.25);
        Assert.InRange(vanilla.Points[^1].Lower, 1, 1.01);
    }

    [Fact]
    public void GaussianIncrement_IsThatOfNormals()
    {
        // sqrt(pi / (pi - 1)) = 1.211174 (arXiv 1811.03087, section 5).
        Assert.All(Find(SmallRuns.Feedforward, "gaussian-activation-increment").Points, p => Assert.Equal(1.211174, p.Lower, 1e-6));
        Assert.All(Find(SmallRuns.Feedforward, "gaussian-activation-increment").Points, p => Assert.Equal(p.Measured.StandardError, p.DifferenceError, 1e-15));
    }

    [Fact]
    public void BranchShare_IsThatOfBranchesOfOnePower()
    {
        TheoryCurve curve = Find(SmallRuns.Residual, "branch-share");

        // A branch adds mu_2 = 2 Var relu(z) = 1 - 1/pi to the 1 that there was at depth 0.
        const double branch = 1 - (1 / Math.PI);
        Assert.All(curve.Points, p => Assert.Equal(branch / (1 + (branch * p.Depth)), p.Lower, 1e-9));
        // Past the first units, whose inputs are the pixels' and no normals.
        Assert.InRange(Z([.. curve.Points.Where(p => p.Depth >= 4)]), -Bound, Bound);
        // The paper's 1/(l+1) is 25% more at the first unit.
        Assert.InRange(2 * curve.Points[0].Measured.Value, 0.75, 0.85);
    }

    [Fact]
    public void UnitIncrementAndSensitivity_FollowWholeBranches()
    {
        TheoryCurve increment = Find(SmallRuns.Residual, "unit-increment"), chi = Find(SmallRuns.Residual, "residual-sensitivity");

        // A line, not a band, and no standard errors beside it though the branches' noise is in both.
        Assert.All(increment.Points.Concat(chi.Points), p => Assert.Equal(p.Lower, p.Upper));
        Assert.Equal(SmallRuns.Residual.Depths, chi.Points.Select(p => p.Depth));
        Assert.InRange(Z([.. increment.Points.Where(p => p.Depth >= 4)]), -Bound, Bound);
        Assert.All(chi.Points, p => Assert.InRange(p.Z, -Bound, Bound));
        Assert.True(chi.Points[^1].DifferenceError < 0.03 * chi.Points[^1].Measured.Value);
        // Net by net, from chi before the first unit on.
        Curve before = SmallRuns.Residual.Get(Statistic.Chi, Location.Input), branch = SmallRuns.Residual.Get(Statistic.Chi, Location.Branch);
        double expected = Enumerable.Range(0, 10).Average(s => Math.Exp(before[s, 0] + (0.5 * Enumerable.Range(0, 12)
            .Sum(d => Math.Log(1 + ((Math.Exp(2 * (branch[s, d] - before[s, d])) - 1) / (d + 1 + (Math.PI / (Math.PI - 1)))))))));
        Assert.Equal(expected, chi.Points[^1].Lower, 1e-7);
        // With the paper's share 1/(l + 1) they would be some errors off.
        double paper = Enumerable.Range(0, 10).Average(s => Math.Exp(before[s, 0] + (0.5 * Enumerable.Range(0, 12)
            .Sum(d => Math.Log(1 + ((Math.Exp(2 * (branch[s, d] - before[s, d])) - 1) / (d + 2)))))));
        Assert.True((chi.Points[^1].Measured.Value - paper) / chi.Points[^1].DifferenceError < -Bound);
    }

    [Fact]
    public void Bounds_AreThePapersPastTheTransient()
    {
        TheoryCurve bounds = Find(SmallRuns.Residual, "unit-increment-bounds");

        Assert.Equal([10, 11, 12], bounds.Points.Select(p => p.Depth));
        Assert.All(bounds.Points, p => Assert.True(p.Lower < p.Upper));
        // (1 + 2 tau/(l+1))^(1/2), 1 + 2 tau = delta^(2H), H = 2, of the least and the largest mean increment of the first layers.
        double[] layers = [.. Enumerable.Range(9, 3).Select(d => Enumerable.Range(0, 10).Average(s => Math.Exp(
            SmallRuns.Residual.Get(Statistic.Chi, Location.Convolution)[s, d] - SmallRuns.Residual.Get(Statistic.Chi, Location.Input)[s, d])))];
        Assert.Equal(Math.Sqrt(1 + ((Math.Pow(layers.Min(), 4) - 1) / 11)), bounds.Points[0].Lower, 1e-12);
        Assert.Equal(Math.Sqrt(1 + ((Math.Pow(layers.Max(), 4) - 1) / 13)), bounds.Points[^1].Upper, 1e-12);
    }

    [Fact]
    public void FixedPoint_OfAChaoticTanhNet_IsReached()
    {
        TheoryCurve power = Find(SmallRuns.Chaotic, "pre-activation-power"), growth = Find(SmallRuns.Chaotic, "noise-growth");

        // Poole et al. 2016 at sigma_w^2 = 2.5, sigma_b^2 = 0.05: q* and chi_1 = 1.134 by quadrature of its own (midpoints, below).
        (double q, double chi1) = TanhFixedPoint(2.5, 0.05);
        Assert.All(power.Points, p => Assert.Equal(q, p.Lower, 1e-8));
        Assert.All(growth.Points, p => Assert.Equal(Math.Log(chi1), p.Lower, 1e-8));
        Assert.Equal(1.134, chi1, 5e-4);
        // Past the transient. q of one layer bears on the next (by the slope of the variance map at q*, about 0.5), which makes the error of a
        // mean over layers up to sqrt((1 + 0.5)/(1 - 0.5)) = 1.7 times that of independent ones.
        Assert.InRange(Z([.. power.Points.Where(p => p.Depth > 8)]) / 1.7, -Bound, Bound);
        Assert.InRange(Z([.. growth.Points.Where(p => p.Depth > 8)]), -Bound, Bound);
        // Far from it at first: pixels come with a power of 1 into weights of 2.5.
        Assert.True(power.Points[0].Z > 10);
    }

    [Fact]
    public void Directions_OfVanillaRelu_FollowTheCorrelationMap()
    {
        TheoryCurve curve = Find(SmallRuns.Vanilla, "direction-spread");

        Assert.Equal(0, curve.Points[0].Difference);
        Assert.All(curve.Points, p => Assert.InRange(p.Z, -Bound, Bound));
        // rho(c) = (sqrt(1 - c^2) + (pi - arccos c) c) / pi (Cho and Saul 2009), depth by depth from the first measurement on.
        for (int i = 1; i < curve.Points.Count; i++)
        {
            double c = 1 - curve.Points[i - 1].Lower;
            Assert.Equal(1 - ((Math.Sqrt(1 - (c * c)) + ((Math.PI - Math.Acos(c)) * c)) / Math.PI), curve.Points[i].Lower, 1e-12);
        }

        Assert.True(curve.Points[^1].Lower < 0.03 * curve.Points[0].Lower);
    }

    [Fact]
    public void Diffusion_OfVanillaRelu_IsThatOfItsWidth()
    {
        TheoryCurve mean = Find(SmallRuns.Vanilla, "log-power-mean"), variance = Find(SmallRuns.Vanilla, "log-power-variance");

        // To the next order in 1/N: -2.5/N - 49/(12 N^2) and 5/N + 18.5/N^2 a layer (what is left is of the order 100/N^3 = 6e-6).
        const double n = SmallRuns.Width;
        Assert.All(mean.Points, p => Assert.Equal(p.Depth * ((-2.5 / n) - (49 / (12 * n * n))), p.Lower, p.Depth * 1e-5));
        Assert.All(variance.Points, p => Assert.Equal(p.Depth * ((5 / n) + (18.5 / (n * n))), p.Lower, p.Depth * 1e-5));
        Curve power = SmallRuns.Vanilla.Get(Statistic.Nu2Signal, Location.Activation);
        double[] last = [.. Enumerable.Range(0, power.Simulations).Select(s => power[s, power.Depths - 1])];
        double average = last.Average();
        Assert.Equal(average, mean.Points[^1].Measured.Value, 1e-12);
        Assert.Equal(last.Sum(v => Square(v - average)) / (last.Length - 1), variance.Points[^1].Measured.Value, 1e-12);
        // The measured nu_2 averages images, which differ in the first layers: less variance there, and within errors what is added from the
        // tenth layer on. For a normal law the error of a variance is sqrt(2 / (n - 1)) of it.
        Assert.InRange(mean.Points[^1].Z, -Bound, Bound);
        Assert.Equal(variance.Points[^1].Measured.Value * Math.Sqrt(2.0 / (last.Length - 1)), variance.Points[^1].DifferenceError, 0.4 * variance.Points[^1].DifferenceError);
        double added = variance.Points[^1].Measured.Value - variance.Points[9].Measured.Value, predicted = variance.Points[^1].Lower - variance.Points[9].Lower;
        double error = Math.Sqrt(Square(variance.Points[^1].DifferenceError) + Square(variance.Points[9].DifferenceError));
        Assert.InRange(added, predicted - (Bound * error), predicted + (Bound * error));
        Assert.True(predicted > Bound * error); // else nothing were shown
    }

    [Theory]
    [InlineData(1.5, 0, 0)] // between its bounds
    [InlineData(2.5, 0.5, 2)]
    [InlineData(0.75, -0.25, -1)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 0, 0)]
    public void Point_BesideItsBounds_MeasuresToTheNearer(double measured, double difference, double z)
    {
        TheoryPoint point = new(3, new(measured, 0.1, 5), 1, 2, 0.25);
        Assert.Equal((difference, z), (point.Difference, point.Z));
    }

    [Theory]
    [InlineData(1.0056, 1.0056, 0.00013, "1.00560")]
    [InlineData(3.14159, 3.14159, 0.04, "3.14")]
    [InlineData(1.0482, 1.0569, 0.001, "1.0482 to 1.0569")]
    public void PredictedText_HasTheDigitsOfTheError(double lower, double upper, double error, string expected) =>
        Assert.Equal(expected, new TheoryPoint(3, new(1, 0.1, 5), lower, upper, error).PredictedText);

    [Fact]
    public void Points_OneSimulationLacksAValue_LeavesTheDepthOut()
    {
        RunResults whole = SmallRuns.Tiny(n => n with { Norm = NormKind.Batch });
        RunResults lossy = whole.Replace(Statistic.SignBalance, (s, d) => s == 1 && d == 0 ? double.NaN : whole.Get(Statistic.SignBalance, Location.Norm)[s, d]);

        Assert.Equal([1, 2], Find(whole, "activation-increment").Points.Select(p => p.Depth));
        TheoryPoint point = Assert.Single(Find(lossy, "activation-increment").Points);
        Assert.Equal(Find(whole, "activation-increment").Points[1], point);
        // Measured minus predicted of each of two simulations, a and b: the error of their mean is |a - b| / 2.
        double[] differences = [.. Enumerable.Range(0, 2).Select(s => Math.Exp(whole.Get(Statistic.Chi, Location.Activation)[s, 1] - whole.Get(Statistic.Chi, Location.Norm)[s, 1])
            - (1 / Math.Sqrt(1 - whole.Get(Statistic.SignBalance, Location.Norm)[s, 1])))];
        Assert.Equal(differences.Average(), point.Difference, 1e-12);
        Assert.Equal(Math.Abs(differences[0] - differences[1]) / 2, point.DifferenceError, 1e-12);
    }

    [Fact]
    public void Few_TakesTheEndsAndWhatLiesNearATenthAndTheMiddle()
    {
        TheoryCurve curve = new("", Quantity.BranchShare, TheoryKind.BranchPower, "", "", [.. Enumerable.Range(1, 25).Select(i => new TheoryPoint(8 * i, new(1, 0, 2), 1, 1, 0))]);
        Assert.Equal([8, 16, 96, 200], curve.Few.Select(p => p.Depth)); // of 16 and 24, as near to 20, the first
        Assert.Equal([8], (curve with { Points = [curve.Points[0]] }).Few.Select(p => p.Depth));
    }

    private static readonly ActivationKind Tanh = ActivationCatalog.Find("tanh")!;

    public static TheoryData<string, Func<NetworkOptions, NetworkOptions>, string[]> Architectures => new()
    {
        { "batch norm", n => n with { Norm = NormKind.Batch }, ["activation-increment", "gaussian-activation-increment", "norm-increment"] },
        { "batch norm, tanh", n => n with { Norm = NormKind.Batch, Activation = Tanh }, ["gaussian-activation-increment", "norm-increment"] },
        { "batch norm with scales", n => n with { Norm = NormKind.Batch, ScaleRadius = 1 }, ["activation-increment", "norm-increment"] },
        // The noise of differentiated statistics loses its part along the batch's mean and signal, which moments of channels do not tell.
        {
            "differentiated batch norm", n => n with { Norm = NormKind.Batch, NormStatistics = NormStatistics.Differentiated },
            ["activation-increment", "gaussian-activation-increment"]
        },
        { "layer norm", n => n with { Norm = NormKind.Layer }, ["activation-increment"] }, // a channel keeps its mean over the images
        {
            "residual, batch norm", n => n with { Topology = Topology.Residual, Norm = NormKind.Batch },
            [
                "activation-increment", "gaussian-activation-increment", "norm-increment", "branch-share",
                "unit-increment", "residual-sensitivity",
            ]
        },
        // Its branches lose variance: the share is measured, not predicted.
        {
            "residual, layer norm", n => n with { Topology = Topology.Residual, Norm = NormKind.Layer },
            ["activation-increment", "unit-increment", "residual-sensitivity"]
        },
        { "residual, zero boundary", n => n with { Topology = Topology.Residual, Norm = NormKind.Batch, KernelSize = 3, Boundary = Boundary.Zero, ScaleRadius = 1 },
            ["activation-increment", "norm-increment", "unit-increment", "residual-sensitivity"] },
        // Without a norm a branch is as strong as its input, and nothing is diluted.
        { "residual, tanh", n => n with { Topology = Topology.Residual, Activation = Tanh }, [] },
        { "residual", n => n with { Topology = Topology.Residual }, ["activation-increment"] },
        { "vanilla", n => n, ["activation-increment", "direction-spread", "log-power-mean"] }, // a variance takes 4 simulations
        { "vanilla, convolutions", n => n with { KernelSize = 3 }, ["activation-increment"] },
        { "vanilla, orthogonal", n => n with { Initialization = InitializationKind.Orthogonal }, ["activation-increment"] },
        { "tanh", n => Normal(n) with { Activation = Tanh }, ["pre-activation-power", "noise-growth"] },
        { "tanh without biases", n => Normal(n) with { Activation = Tanh, BiasVariance = null }, [] },
        { "tanh, convolutions", n => Normal(n) with { Activation = Tanh, KernelSize = 3 }, ["pre-activation-power", "noise-growth"] },
        // Borders of zeros have a power of their own.
        { "tanh, zero boundary", n => Normal(n) with { Activation = Tanh, KernelSize = 3, Boundary = Boundary.Zero }, [] },
        { "ReLU with biases, sigma_w^2 = 1", Normal, ["activation-increment", "pre-activation-power", "noise-growth"] },
        { "ReLU with biases, sigma_w^2 = 2: no fixed point", n => Normal(n) with { WeightVariance = 2 }, ["activation-increment"] },
    };

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Of_EachArchitecture_HasItsCurves(string name, Func<NetworkOptions, NetworkOptions> change, string[] expected)
    {
        Assert.NotEmpty(name);
        Assert.Equal(expected, TheoryCurves.Of(SmallRuns.Tiny(change)).Select(c => c.Key));
    }

    [Fact]
    public void Of_OneSimulation_HasNone() => Assert.Empty(TheoryCurves.Of(Imported(SmallRuns.Tiny(n => n), null, 1)));

    [Fact]
    public void Of_AnImportedRun_KnowsWidthAndActivationWhereTheyAreDeclared()
    {
        RunResults vanilla = SmallRuns.Tiny(n => n), normalized = SmallRuns.Tiny(n => n with { Norm = NormKind.Batch });

        Assert.Empty(TheoryCurves.Of(Imported(vanilla, false)));
        Assert.Equal(["norm-increment"], TheoryCurves.Of(Imported(normalized, false)).Select(c => c.Key));
        Assert.Equal(TheoryCurves.Of(vanilla).Select(c => c.Key), TheoryCurves.Of(Imported(vanilla, true)).Select(c => c.Key));
        Assert.Equal(TheoryCurves.Of(normalized).Select(c => c.Key), TheoryCurves.Of(Imported(normalized, true)).Select(c => c.Key));
    }

    [Fact]
    public void Of_PublishedFiles_RestsOnMeasuredMomentsAlone()
    {
        Assert.Empty(TheoryCurves.Of(NpzImport.Read(ReferenceFiles.Find("vanilla_fc.npz"))));
        Assert.Empty(TheoryCurves.Of(NpzImport.Read(ReferenceFiles.Find("bn_ff_fc_64.npz")))); // holds no moments of channels
        IReadOnlyList<TheoryCurve> curves = TheoryCurves.Of(NpzImport.Read(ReferenceFiles.Find("bn_res_fc.npz")));
        Assert.Equal(["unit-increment-bounds"], curves.Select(c => c.Key)); // nor chi of branches
        // Nets of width 512 (arXiv 1811.03087): the increments lie within the bounds, but for some standard errors.
        Assert.All(curves[0].Points, p => Assert.InRange(p.Z, -Bound, Bound));
    }

    private static TheoryCurve Find(RunResults run, string key) => TheoryCurves.Of(run).Single(c => c.Key == key);

    private static RunResults Imported(RunResults run, bool? isDeclared, int simulations = 2) =>
        new(isDeclared == false ? null : run.Configuration, [.. run.Simulations.Take(simulations)], run.Depths, run.Curves.Select(c =>
        {
            double[,] values = new double[simulations, c.Depths];
            for (int s = 0; s < simulations; s++)
                for (int d = 0; d < c.Depths; d++) values[s, d] = c[s, d];
            return new Curve(c.Statistic, c.Location, values);
        }), isDeclared is { } declared ? ImportedAs(run.Configuration.Network, declared) : null);

    private static ImportedSource ImportedAs(NetworkOptions network, bool declared) => new()
    {
        Topology = network.Topology,
        Norm = network.Norm,
        ResidualDepth = network.ResidualDepth,
        ConfigurationIsDeclared = declared,
    };

    private static NetworkOptions Normal(NetworkOptions n) => n with { Initialization = InitializationKind.Gaussian, WeightVariance = 1, BiasVariance = 0.1 };

    // The mean difference over depths in its standard errors.
    private static double Z(IReadOnlyList<TheoryPoint> points) => points.Sum(p => p.Difference) / Math.Sqrt(points.Sum(p => Square(p.DifferenceError)));

    private static (double Q, double Chi1) TanhFixedPoint(double weights, double biases)
    {
        // Sums over midpoints of 1/100 from -10 to 10: for smooth functions that vanish at the ends these converge exponentially.
        double q = 1;
        for (int step = 0; step < 300; step++) q = (weights * Expect(z => Square(Math.Tanh(Math.Sqrt(q) * z)))) + biases;
        return (q, weights * Expect(z => Math.Pow(Math.Cosh(Math.Sqrt(q) * z), -4)));

        static double Expect(Func<double, double> f) => Enumerable.Range(0, 2000).Sum(i => (-10 + ((i + 0.5) * 0.01)) is var z
            ? f(z) * Math.Exp(-0.5 * z * z) * 0.01 / Math.Sqrt(2 * Math.PI)
            : 0);
    }

    private static double Square(double x) => x * x;
}
