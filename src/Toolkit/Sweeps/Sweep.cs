using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Sweeps;

/// <summary>Measurements over the values of one or two options.</summary>
public sealed class Sweep
{
    private readonly SweepAxis _x;
    private readonly SweepAxis? _y;

    /// <summary>A sweep whose measurements the caller makes.</summary>
    /// <param name="x">The first option and its values.</param>
    /// <param name="y">The second; null where one option varies.</param>
    /// <param name="at">What is measured at a point: in a folder of its own (<see cref="SweepPoint.Name"/>), or in
    /// memory.</param>
    public Sweep(SweepAxis x, SweepAxis? y, Func<SweepPoint, Measurement> at)
    {
        (_x, _y) = (x, y);
        Points = [.. SweepPoint.All(x, y).Select(point => (point, at(point)))];
    }

    /// <summary>Every point, and what is measured there.</summary>
    public IReadOnlyList<(SweepPoint Point, Measurement Measurement)> Points { get; }

    /// <summary>
    /// A sweep over options by their names and words on the command line, such as <c>weight-variance</c> and
    /// <c>norm</c>.
    /// </summary>
    /// <param name="shared">What all points share; <see cref="Measurement.Within"/> names the folder of their
    /// folders.</param>
    /// <param name="x">The first option and its values.</param>
    /// <param name="y">The second; null where one option varies.</param>
    /// <exception cref="OptionException">There is no such option, or it has no such value.</exception>
    public static Sweep Over(Measurement shared, SweepAxis x, SweepAxis? y = null) => new(x, y, point =>
    {
        ExperimentConfiguration experiment = shared.Experiment;
        foreach ((string name, string word) in point.Options)
        {
            if (ExperimentOptions.OfName(name)?.Words is not { } words)
                throw new OptionException(
                    [new(name, word, "is no option that varies", "name one as on the command line")]);
            experiment = words.Read(experiment, word)
                ?? throw new OptionException([new(name, word, "is no value of it", FaultText.Literal(words.Rule()))]);
        }

        string? folder = shared.Within is { } parent ? Path.Combine(parent, point.Name) : null;
        return shared with { Experiment = experiment, Folder = folder, Within = null };
    });

    /// <summary>Measures every point, or takes from its folder what was measured before.</summary>
    /// <param name="map">The number that is taken of each run.</param>
    /// <param name="cancellation">Ends the work early; what is finished stays in the folders.</param>
    /// <exception cref="OptionException">A rule is broken at some point, told before any work.</exception>
    /// <exception cref="InvalidDataException">A file of a run is damaged, or a folder holds something else.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SweepGrid Run(SweepMap map, CancellationToken cancellation = default)
    {
        OptionException.ThrowIfAny([.. Points.SelectMany(p => p.Measurement.Validate()).Distinct()]);
        OptionException.ThrowIfAny(
            [.. Points.Select(p => map.Fault(p.Measurement.Experiment)).OfType<OptionFault>().Distinct()]);
        foreach ((_, Measurement measurement) in Points) measurement.RequireContinuable();
        Dictionary<(int X, int Y), RunResults> runs = [];
        foreach ((SweepPoint point, Measurement measurement) in Points)
            runs[(point.X, point.Y)] = measurement.Run(cancellation);
        return map.Of(_x, _y, point => runs[(point.X, point.Y)]);
    }
}
