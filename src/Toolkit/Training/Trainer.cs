using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.ZeroCost;
using MomentsDnns.Results;
using MomentsDnns.Training.Modules;
using MomentsDnns.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training;

/// <summary>
/// Trains a network on labelled images, that of a simulation or a module of one's own, in an order drawn from a seed.
/// On one machine, with one number of torch's threads, the same arguments give the same bits, also where the training
/// was interrupted and went on from a state; no clock enters, and no global seed but where a module of one's own draws.
/// </summary>
/// <remarks>Not thread safe; the network and the data stay their owner's. On the CPU alone.</remarks>
public sealed class Trainer : IDisposable
{
    private readonly ITrainee _trainee;
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
        : this(new OwnTrainee(network), data, options)
    {
    }

    /// <summary>
    /// Prepares to train a module of one's own, images <c>[N, C, H, W]</c> to logits <c>[N, K]</c>. It is judged as it
    /// evaluates, batch norms by the running averages that it keeps, which are part of a state.
    /// </summary>
    /// <param name="module">The module, its weights drawn, all in 32 bits or all in 64.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">The seed of the order of batches, and of the judged images.</param>
    /// <param name="simulation">The index of the net: another order of the same seed.</param>
    /// <param name="identity">
    /// What tells it from modules whose numbers have the same names and shapes, of which alone a state knows.
    /// </param>
    /// <exception cref="OptionException">A rule is broken; the message names each.</exception>
    /// <exception cref="ArgumentException">The module does not take the images, or gives no logits.</exception>
    public Trainer(nn.Module<Tensor, Tensor> module, TrainingData data, TrainingOptions options, ulong seed = 0,
        int simulation = 0, string identity = "")
        : this(module is TrainableNetwork own ? new OwnTrainee(own)
            : new ModuleTrainee(module, seed, simulation, identity), data, options)
    {
    }

    internal Trainer(ITrainee trainee, TrainingData data, TrainingOptions options)
    {
        OptionException.ThrowIfAny(options.Validate());
        OptionException.ThrowIfAny([.. TrainingRules.Broken(options, data, trainee.Classes)]);
        trainee.Require(data);
        (_trainee, _data, _options) = (trainee, data, options);
        _parameters = [.. trainee.Parameters];
        _optimizer = options.Optimizer == OptimizerKind.Adam ? new AdamOptimizer(_parameters, options.WeightDecay)
            : new SgdOptimizer(_parameters, options.Momentum ?? TrainingOptions.UsualMomentum, options.WeightDecay);
        _order = new(data.Count, options.BatchSize, trainee.Seed, trainee.Simulation);
        _judge = new(trainee, data, BatchOrder.Subset(data.Count, options.JudgedImages, trainee.Seed),
            options.BatchSize);
        _recorded = [.. options.RecordedSteps];
        _training = TrainingIdentity.Of(trainee, data, options);
    }

    /// <summary>The network as it stands.</summary>
    public nn.Module<Tensor, Tensor> Module => _trainee.Module;

    /// <summary>The network as it stands, one of the toolkit's.</summary>
    /// <exception cref="InvalidOperationException">It is a module of one's own, see <see cref="Module"/>.</exception>
    public TrainableNetwork Network => Module as TrainableNetwork ?? throw new InvalidOperationException(
        $"a module of one's own is trained; ask {nameof(Module)}");

    /// <summary>
    /// Makes another module of the kind that is trained, with any weights: what is inspected is a copy. Null, the
    /// default: nobody said how; nets of the toolkit need none.
    /// </summary>
    public Func<nn.Module<Tensor, Tensor>>? Twin
    {
        get => (_trainee as ModuleTrainee)?.Twin;
        init
        {
            if (_trainee is ModuleTrainee module) module.Twin = value;
        }
    }

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
        if (watch.Inspect is not null && _trainee is ModuleTrainee)
        {
            throw new InvalidOperationException($"{nameof(watch.Inspect)} is given nets of the toolkit, a module of "
                + $"one's own is trained; take {nameof(watch.InspectModule)}");
        }

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

    // Buffers are asked for anew each time: a module may exchange them.
    private IEnumerable<Tensor> Numbers() => _parameters.Concat(_trainee.Buffers).Concat(_optimizer.Averages);

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

        if (!inspected.Contains(Step)) return;
        if (watch.Inspect is { } inspect)
        {
            using nn.Module<Tensor, Tensor> copy = ToInspect();
            _inspected.AddRange(inspect(Step, (TrainableNetwork)copy));
        }

        if (watch.InspectModule is { } inspectModule)
        {
            using nn.Module<Tensor, Tensor> copy = ToInspect();
            _inspected.AddRange(inspectModule(Step, new(copy, ToInspect)));
        }
    }

    private nn.Module<Tensor, Tensor> ToInspect()
    {
        nn.Module<Tensor, Tensor> copy = _trainee.Copy();
        _judge.Calibrate(copy);
        copy.eval();
        return copy;
    }

    // One step: the loss of a batch, its gradient, new weights.
    private void Take()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor indices = tensor(_order.BatchOf(Step).ToArray());
        Tensor images = _data.Images.index_select(0, indices).to(_trainee.Arithmetic);
        Module.train();
        Tensor loss = nn.functional.cross_entropy(Module.call(images), _data.Labels.index_select(0, indices));
        if (!loss.isfinite().item<bool>())
        {
            _divergedAt = Step;
            return;
        }

        if (!loss.requires_grad)
        {
            throw new InvalidOperationException($"no parameter of {Module.GetName()} enters the loss: nothing can be "
                + "trained; let its forward use them, and detach nothing");
        }

        Tensor?[] gradients = Derivatives.Of(loss, _parameters);
        _optimizer.Apply([.. gradients.Zip(_parameters, (gradient, parameter) => gradient ?? zeros_like(parameter))],
            _options.RateAt(Step), Step);
        (Step, _isVisited) = (Step + 1, false);
    }
}
