using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Published;

/// <summary>
/// The numbers behind the paper's Figures 2 to 5: moments over simulations of the results published with the reference
/// implementation of arXiv 1811.03087, at the depths that this toolkit prints.
/// <see cref="PublishedExperiment.DiffusionConnected"/> was reduced from the published <c>vanilla_histo_fc.npz</c>, the
/// others from the published convolutional runs.
/// </summary>
public static class PublishedResults
{
    /// <summary>Every point.</summary>
    public static IReadOnlyList<PublishedPoint> Points { get; } =
    [
        .. Of(PublishedExperiment.Diffusion, 10000,
            new(Statistic.Nu2Signal, Location.Activation, 50, 0.99559358, 2.04151, -0.84907148, 1.28909),
            new(Statistic.Nu2Signal, Location.Activation, 100, 1.0105997, 6.211, -1.8186801, 1.88919),
            new(Statistic.Nu2Signal, Location.Activation, 150, 1.1058803, 17.9216, -2.8094322, 2.34174),
            new(Statistic.Nu2Signal, Location.Activation, 200, 0.87135272, 10.6157, -3.8057035, 2.73918),
            new(Statistic.Mu2Noise, Location.Activation, 50, 0.98483273, 0.557557, -0.15806799, 0.538539),
            new(Statistic.Mu2Noise, Location.Activation, 100, 0.98478665, 0.941301, -0.3408149, 0.807363),
            new(Statistic.Mu2Noise, Location.Activation, 150, 1.0082581, 1.42077, -0.51645306, 1.02272),
            new(Statistic.Mu2Noise, Location.Activation, 200, 0.99752231, 1.78028, -0.70871646, 1.18839)),
        .. Of(PublishedExperiment.DiffusionConnected, 10000,
            new(Statistic.Nu2Signal, Location.Activation, 50, 1.0077805, 2.21924, -0.85808302, 1.30258),
            new(Statistic.Nu2Signal, Location.Activation, 100, 0.97807845, 4.48318, -1.8506475, 1.9257),
            new(Statistic.Nu2Signal, Location.Activation, 150, 1.1363821, 12.6346, -2.8297609, 2.41376),
            new(Statistic.Nu2Signal, Location.Activation, 200, 0.91112706, 10.1252, -3.8196108, 2.78709),
            new(Statistic.Mu2Noise, Location.Activation, 50, 0.9996732, 0.929797, -0.27664233, 0.725255),
            new(Statistic.Mu2Noise, Location.Activation, 100, 0.98386514, 2.42737, -0.81299829, 1.19178),
            new(Statistic.Mu2Noise, Location.Activation, 150, 1.0259425, 6.33071, -1.4619466, 1.5839),
            new(Statistic.Mu2Noise, Location.Activation, 200, 0.9083917, 5.56135, -2.2116427, 1.92014)),
        .. Of(PublishedExperiment.Vanilla, 1000,
            new(Statistic.Chi, Location.Input, 2, 1.2132983, 0.0364178, 0.19289329, 0.0299798),
            new(Statistic.Chi, Location.Input, 4, 1.5117462, 0.060492, 0.41246451, 0.0400656),
            new(Statistic.Chi, Location.Input, 200, 6.6631126, 4.29642, 1.72192, 0.591144),
            new(Statistic.Chi, Location.Activation, 2, 1.3726846, 0.0484159, 0.31614633, 0.0353038),
            new(Statistic.Chi, Location.Activation, 4, 1.6392685, 0.0719455, 0.49328696, 0.0439361),
            new(Statistic.Chi, Location.Activation, 200, 6.6871185, 4.37343, 1.7240156, 0.59184),
            new(Statistic.EffectiveRankSignal, Location.Activation, 2, 2.9446389, 0.261927, 1.0760338, 0.0890577),
            new(Statistic.EffectiveRankSignal, Location.Activation, 4, 3.7758761, 0.56085, 1.317414, 0.150879),
            new(Statistic.EffectiveRankSignal, Location.Activation, 20, 1.8644243, 0.254136, 0.61417833, 0.131045),
            new(Statistic.EffectiveRankSignal, Location.Activation, 100, 1.0787402, 0.042896, 0.075032813, 0.0386857),
            new(Statistic.EffectiveRankSignal, Location.Activation, 200, 1.0272803, 0.0200862, 0.02672871, 0.0191844)),
        .. Of(PublishedExperiment.BatchNormFeedforward, 1000,
            new(Statistic.Chi, Location.Input, 2, 1.5453304, 0.0432132, 0.43484806, 0.0279187),
            new(Statistic.Chi, Location.Input, 10, 7.53987, 0.278669, 2.0195227, 0.0369602),
            new(Statistic.Chi, Location.Input, 200, 5.0166236e+13, 1.5834e+13, 31.498766, 0.309035),
            new(Statistic.Chi, Location.Norm, 2, 1.6586796, 0.0493149, 0.50558153, 0.0296747),
            new(Statistic.Chi, Location.Norm, 10, 7.5709613, 0.276383, 2.0236547, 0.0365001),
            new(Statistic.Chi, Location.Norm, 200, 5.727517e+13, 1.79861e+13, 31.631677, 0.30788),
            new(Statistic.Chi, Location.Activation, 2, 1.9891406, 0.0604356, 0.68724263, 0.0303334),
            new(Statistic.Chi, Location.Activation, 10, 9.0532705, 0.34268, 2.2024099, 0.0378793),
            new(Statistic.Chi, Location.Activation, 100, 16561547, 3.71659e+06, 16.598082, 0.221623),
            new(Statistic.Chi, Location.Activation, 200, 5.838746e+13, 1.83856e+13, 31.650436, 0.309722),
            new(Statistic.EffectiveRankNoise, Location.Activation, 2, 140.45055, 3.93788, 4.9444615, 0.0281113),
            new(Statistic.EffectiveRankNoise, Location.Activation, 12, 312.22256, 2.38084, 5.7436872, 0.00763433),
            new(Statistic.EffectiveRankNoise, Location.Activation, 100, 224.55836, 6.71743, 5.4136875, 0.0299739),
            new(Statistic.EffectiveRankNoise, Location.Activation, 200, 210.15609, 6.77087, 5.3473292, 0.0323563),
            new(Statistic.EffectiveRankSignal, Location.Activation, 2, 5.9725668, 0.448451, 1.7843804, 0.0747484),
            new(Statistic.EffectiveRankSignal, Location.Activation, 10, 14.411389, 2.52378, 2.6530758, 0.172495),
            new(Statistic.EffectiveRankSignal, Location.Activation, 100, 2.1165545, 0.0835716, 0.74902262, 0.0390445),
            new(Statistic.EffectiveRankSignal, Location.Activation, 200, 2.0384326, 0.0599506, 0.71175181, 0.0292761),
            new(Statistic.Mu4Signal, Location.Norm, 2, 3.609927, 0.116102, 1.2831757, 0.0319387),
            new(Statistic.Mu4Signal, Location.Norm, 10, 3.9198051, 0.25738, 1.3639713, 0.0638027),
            new(Statistic.Mu4Signal, Location.Norm, 200, 122.61353, 33.4071, 4.7673827, 0.297759),
            new(Statistic.Nu1AbsSignal, Location.Norm, 2, 0.77969734, 0.00340995, -0.24885902, 0.0043764),
            new(Statistic.Nu1AbsSignal, Location.Norm, 10, 0.77467912, 0.0046596, -0.25532448, 0.00602376),
            new(Statistic.Nu1AbsSignal, Location.Norm, 200, 0.2618817, 0.0391467, -1.351049, 0.149879)),
        .. Of(PublishedExperiment.BatchNormResidual, 1000,
            new(Statistic.Chi, Location.Input, 5, 2.8329059, 0.121164, 1.0403905, 0.0427372),
            new(Statistic.Chi, Location.Input, 200, 20.295609, 1.25023, 3.0085082, 0.0616556),
            new(Statistic.Chi, Location.Input, 500, 33.28341, 2.24234, 3.5027829, 0.0676119),
            new(Statistic.Chi, Location.Norm, 5, 2.9703991, 0.128821, 1.0877587, 0.0433158),
            new(Statistic.Chi, Location.Norm, 200, 20.37134, 1.24013, 3.0122777, 0.0609121),
            new(Statistic.Chi, Location.Norm, 500, 33.407123, 2.21763, 3.5065609, 0.0665823),
            new(Statistic.Chi, Location.Convolution, 5, 3.567045, 0.159005, 1.2707468, 0.0445301),
            new(Statistic.Chi, Location.Convolution, 200, 24.400388, 1.54625, 3.1925896, 0.0634871),
            new(Statistic.Chi, Location.Convolution, 500, 39.975704, 2.78407, 3.6858359, 0.0699754),
            new(Statistic.Chi, Location.Sum, 5, 3.118625, 0.137, 1.1364297, 0.0438918),
            new(Statistic.Chi, Location.Sum, 100, 14.029733, 0.810492, 2.6395134, 0.0577552),
            new(Statistic.Chi, Location.Sum, 200, 20.350149, 1.25416, 3.0111901, 0.0616828),
            new(Statistic.Chi, Location.Sum, 500, 33.319343, 2.24551, 3.5038604, 0.0676365),
            new(Statistic.EffectiveRankNoise, Location.Activation, 5, 265.33202, 6.0642, 5.5807188, 0.0230076),
            new(Statistic.EffectiveRankNoise, Location.Activation, 100, 350.57923, 2.47227, 5.8595618, 0.0070623),
            new(Statistic.EffectiveRankNoise, Location.Activation, 200, 352.64185, 2.57334, 5.8654263, 0.00731012),
            new(Statistic.EffectiveRankNoise, Location.Activation, 500, 353.45693, 2.82567, 5.8677296, 0.00801792),
            new(Statistic.EffectiveRankSignal, Location.Activation, 5, 7.0121542, 0.44209, 1.9456572, 0.0631352),
            new(Statistic.EffectiveRankSignal, Location.Activation, 100, 16.820964, 3.57271, 2.8005633, 0.210108),
            new(Statistic.EffectiveRankSignal, Location.Activation, 200, 16.507861, 3.89176, 2.7769229, 0.231802),
            new(Statistic.EffectiveRankSignal, Location.Activation, 500, 15.649542, 4.07006, 2.7178941, 0.254943),
            new(Statistic.Mu4Signal, Location.Norm, 5, 3.510436, 0.116119, 1.2551999, 0.0328019),
            new(Statistic.Mu4Signal, Location.Norm, 200, 3.7976119, 0.318853, 1.3311285, 0.079124),
            new(Statistic.Mu4Signal, Location.Norm, 500, 3.945926, 0.442222, 1.3670696, 0.103457),
            new(Statistic.Nu1AbsSignal, Location.Norm, 5, 0.78268968, 0.00313644, -0.24502701, 0.00400933),
            new(Statistic.Nu1AbsSignal, Location.Norm, 200, 0.77834968, 0.0053743, -0.25060329, 0.00692294),
            new(Statistic.Nu1AbsSignal, Location.Norm, 500, 0.77636297, 0.00662322, -0.25317165, 0.00856202)),
    ];

    /// <summary>One point, or null where the table has none.</summary>
    /// <param name="experiment">The run.</param>
    /// <param name="statistic">What was measured.</param>
    /// <param name="location">Where.</param>
    /// <param name="depth">At which layer or unit.</param>
    public static PublishedPoint? Find(PublishedExperiment experiment, Statistic statistic, Location location,
        int depth) =>
        Points.FirstOrDefault(p => (p.Experiment, p.Statistic, p.Location, p.Depth) == (experiment, statistic, location,
        depth));

    private static IEnumerable<PublishedPoint> Of(PublishedExperiment experiment, int simulations, params Row[] rows) =>
        rows.Select(r => new PublishedPoint(experiment, r.Statistic, r.Location, r.Depth, simulations, r.Mean,
        r.Deviation, r.LogMean, r.LogDeviation));

    private readonly record struct Row(Statistic Statistic, Location Location, int Depth, double Mean, double Deviation,
        double LogMean, double LogDeviation);
}
