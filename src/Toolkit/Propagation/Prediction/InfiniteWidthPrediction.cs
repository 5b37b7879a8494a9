using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Datasets;
using MomentsDnns.Results;
using MomentsDnns.Theory.InfiniteWidth;

namespace MomentsDnns.Propagation.Prediction;

/// <summary>
/// What a batch-norm net of infinite width makes of the images of an experiment's simulations: no weights are drawn, no
/// number is fitted. Simulation i is predicted from the very images that it draws, so that measured and predicted
/// numbers are pairs.
/// </summary>
public sealed class InfiniteWidthPrediction
{
    private readonly ExperimentConfiguration _configuration;
    private readonly PredictionOptions _options;
    private readonly InputBatch _input;
    private readonly Lock _drawing = new();

    /// <summary>Prepares to predict.</summary>
    /// <param name="configuration">The experiment; its width is not looked at.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="options">How; threads and channels by default when null.</param>
    /// <exception cref="ArgumentException">
    /// A condition of <see cref="PredictionRules"/> is not met, or an option breaks a rule; the message names each.
    /// </exception>
    public InfiniteWidthPrediction(ExperimentConfiguration configuration, IImageDataset dataset,
        PredictionOptions? options = null)
    {
        (_configuration, _options) = (configuration, options ?? new());
        OptionException.ThrowIfAny([.. configuration.Validate(), .. _options.Validate(),
            .. PredictionRules.Broken(configuration)], nameof(configuration));
        _input = new InputBatch(dataset, configuration);
    }

    /// <summary>Predicts simulations 0 to <paramref name="simulations"/> - 1 at the recorded depths.</summary>
    /// <param name="simulations">How many batches, 1 or more.</param>
    /// <param name="progress">Told after each layer, from any thread, one call at a time; null for nobody.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>
    /// The curves of nu_2, mu_2, mu_2(dx) and chi at every place, nu_1, mu_4 and (of ReLU) the sign balance after the
    /// norm, the effective rank and the spread of directions of the signal after the activation; with the names and
    /// places of measured ones.
    /// </returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults Predict(int simulations, Action<RunProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(simulations, 1);
        SimulationResult[] results = new SimulationResult[simulations];
        Lock telling = new();
        (int done, long layersDone) = (0, 0);
        Parallel.For(0, simulations, new()
        {
            MaxDegreeOfParallelism = _options.Threads,
            CancellationToken =
            cancellation
        }, simulation =>
        {
            results[simulation] = Predict(simulation, () => Tell(0, 1), cancellation);
            Tell(1, 0);
        });
        return RunResults.FromSimulations(_configuration, results);

        void Tell(int simulationsMore, int layersMore)
        {
            lock (telling)
            {
                (done, layersDone) = (done + simulationsMore, layersDone + layersMore);
                progress?.Invoke(new(done, simulations, layersDone, (long)simulations * _configuration.Network.Depth)
                {
                    Unit = _configuration.Network.Topology.Unit,
                });
            }
        }
    }

    private SimulationResult Predict(int simulation, Action layerDone, CancellationToken cancellation)
    {
        NetworkOptions network = _configuration.Network;
        ImageGram images;
        lock (_drawing) images = ImageGram.Of(_input, simulation);
        LayerPower power = LayerPower.Of(network);
        BatchNormNetwork theory = new(new()
        {
            ResidualDepth = network.Topology.AddsBranch ? network.ResidualDepth : null,
            SquaredWeight = power.SquaredWeight,
            SquaredBias = power.SquaredBias,
            Epsilon = network.NormEpsilon,
        }, Law(simulation));
        HashSet<int> recorded = [.. _configuration.RecordedDepths];
        List<LayerRecord> records = [];
        foreach (BatchNormDepth depth in theory.From(images.Gram).Take(network.Depth))
        {
            cancellation.ThrowIfCancellationRequested();
            if (recorded.Contains(depth.Depth)) records.AddRange(PredictedRecords.Of(depth, network, images.LogSnr));
            layerDone();
        }

        return new(simulation, records);
    }

    private ILayerLaw Law(int simulation)
    {
        ActivationKind activation = _configuration.Network.Activation;
        return activation.IsPositivelyHomogeneous
            ? new HomogeneousLayerLaw(activation.Evaluate(1).Value, -activation.Evaluate(-1).Value)
            : new SampledLayerLaw(activation.Evaluate, _options.SampledChannels, Normals());

        SampledLayerLaw.NormalNumbers Normals()
        {
            RandomStream stream = new(_configuration.Seed, simulation, 0, RandomPurpose.PredictedChannels);
            return destination => stream.FillNormal(destination);
        }
    }
}
