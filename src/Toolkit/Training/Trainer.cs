using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training;

/// <summary>
/// Trains the network of one simulation on labelled images, in an order drawn from the network's seed. On one machine,
/// with one number of torch's threads, the same arguments give the same bits, also where the training was interrupted
/// and went on from a state; no clock and no global seed enters.
/// </summary>
/// <remarks>Not thread safe; the network and the data stay their owner's. On the CPU alone.</remarks>
public sealed class Trainer : IDisposable
{
    private readonly TrainingData _data;
    private readonly TrainingOptions _options;
    private readonly Parameter[] _parameters;
    private readonly IOptimizer _optimizer;
    private readonly BatchOrder _order;
    private readonly NetworkJudge _judge;
    private readonly HashSet<int> _recorded;
    private readonly string _training;
    private readonly List<TrainingRecord> _records = [];
    private readonly List<LayerRecord> _inspected = [];
    private bool _isVisited;
    private int? _divergedAt;

    /// <summary>Prepares to train.</summary>
    /// <param name="network">The network of the simulation, before its first step.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">How.</param>
    /// <exception cref="OptionException">A rule is broken; the message names each.</exception>
    public Trainer(TrainableNetwork network, TrainingData data, TrainingOptions options)
    {
        OptionException.ThrowIfAny(options.Validate());
        OptionException.ThrowIfAny([.. TrainingRules.Broken(options, network.Options, data)]);
        (Network, _data, _options) = (network, data, options);
        _parameters = [.. network.parameters()];
        _optimizer = options.Optimizer == OptimizerKind.Adam ? new AdamOptimizer(_parameters, options.WeightDecay)
            : new SgdOptimizer(_parameters, options.Momentum ?? TrainingOptions.UsualMomentum, options.WeightDecay);
        (ulong seed, int simulation, _) = network.Origin;
        _order = new(data.Count, options.BatchSize, seed, simulation);
        _judge = new(network, data, BatchOrder.Subset(data.Count, options.JudgedImages, seed), options.BatchSize);
        _recorded = [.. options.RecordedSteps];
        _training = TrainingIdentity.Of(network, data, options);
    }

    /// <summary>The network as it stands.</summary>
    public TrainableNetwork Network { get; }

    /// <summary>The steps that were taken.</summary>
    public int Step { get; private set; }

    /// <summary>Trains from where it stands to the last step, or to the one at which the loss is not finite.</summary>
    /// <param name="watch">Who is told, and where the state is kept; null: nobody, nowhere.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <exception cref="OperationCanceledException">
    /// Cancelled; the state, written where it is kept, goes on from there.
    /// </exception>
    /// <exception cref="InvalidDataException">The state's file is damaged, or of another training.</exception>
    /// <exception cref="IOException">The state cannot be read or written.</exception>
    public TrainingResult Run(TrainingWatch? watch = null, CancellationToken cancellation = default)
    {
        watch ??= new();
        HashSet<int> inspected = [.. watch.InspectedSteps];
        if (watch.StateFile is { } file && File.Exists(file)) Restore(TrainingState.Load(file), file);
        int saved = Step;
        while (true)
        {
            if (!_isVisited) Visit(watch, inspected);
            bool isDone = _divergedAt is not null || Step >= _options.Steps;
            bool isCancelled = cancellation.IsCancellationRequested;
            if (watch.StateFile is { } path && (isDone || isCancelled || Step - saved >= watch.StepsPerState))
            {
                if (watch.StateIsOfRun) State().SaveOwn(path);
                else State().Save(path);
                saved = Step;
            }

            if (isDone) return new([.. _records], _divergedAt) { Inspected = [.. _inspected] };
            if (isCancelled) throw new OperationCanceledException(cancellation);
            Take();
            watch.Stepped?.Invoke(Step);
        }
    }

    /// <summary>What the training goes on from: a copy.</summary>
    public TrainingState State() => new(_training, Step, _isVisited, _divergedAt, [.. _records], [.. _inspected],
        [.. Numbers().Select(tensor => tensor.bytes.ToArray())]);

    /// <summary>Goes on from a state.</summary>
    /// <param name="state">A state of the same training.</param>
    /// <exception cref="InvalidDataException">It is of another training.</exception>
    public void Restore(TrainingState state) => Restore(state, "the state");

    /// <summary>Releases the optimizer's averages.</summary>
    public void Dispose() => _optimizer.Dispose();

    private void Restore(TrainingState state, string name)
    {
        Tensor[] numbers = [.. Numbers()];
        if (state.Training != _training || state.Numbers.Count != numbers.Length
            || numbers.Zip(state.Numbers).Any(pair => pair.First.bytes.Length != pair.Second.Length))
        {
            throw new InvalidDataException($"{name}: is of another training, with another network, other images, "
                + "options, seed or simulation; name another, or remove it to begin anew");
        }

        foreach ((Tensor tensor, byte[] bytes) in numbers.Zip(state.Numbers)) bytes.CopyTo(tensor.bytes);
        (Step, _isVisited, _divergedAt) = (state.Step, state.IsVisited, state.DivergedAt);
        _records.Clear();
        _records.AddRange(state.Records);
        _inspected.Clear();
        _inspected.AddRange(state.Inspected);
    }

    private IEnumerable<Tensor> Numbers() => _parameters.Concat(_optimizer.Averages);

    private void Visit(TrainingWatch watch, HashSet<int> inspected)
    {
        _isVisited = true;
        if (_recorded.Contains(Step))
        {
            TrainingRecord record = _judge.Record(Step);
            if (!double.IsFinite(record.TrainingLoss))
            {
                _divergedAt = Step;
                return;
            }

            _records.Add(record);
            watch.Recorded?.Invoke(record);
        }

        if (watch.Inspect is not { } inspect || !inspected.Contains(Step)) return;
        using TrainableNetwork copy = Network.Copy();
        _judge.Calibrate(copy);
        copy.eval();
        _inspected.AddRange(inspect(Step, copy));
    }

    // One step: the loss of a batch, its gradient, new weights.
    private void Take()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor indices = tensor(_order.BatchOf(Step).ToArray());
        Tensor images = _data.Images.index_select(0, indices).to(Network.Arithmetic);
        Network.train();
        Tensor loss = nn.functional.cross_entropy(Network.call(images), _data.Labels.index_select(0, indices));
        if (!loss.isfinite().item<bool>())
        {
            _divergedAt = Step;
            return;
        }

        IList<Tensor> gradients = autograd.grad([loss], _parameters);
        _optimizer.Apply([.. gradients], _options.RateAt(Step), Step);
        (Step, _isVisited) = (Step + 1, false);
    }
}
