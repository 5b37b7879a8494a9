using System.IO.Hashing;
using System.Text;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using MomentsDnns.Results.Storage;
using MomentsDnns.Training.Running;

namespace MomentsDnns.Ranking;

/// <summary>A run of trainings as a network of a ranking, see <see cref="TrainedRunList"/>.</summary>
/// <param name="Name">Its folder, within that of the list.</param>
/// <param name="Nets">Its nets before the first step.</param>
/// <param name="Finished">The nets that are finished, by index.</param>
/// <param name="Accuracy">
/// The mean over them of the last held-out accuracy, in percent; a net that diverged counts with chance, 100/K of K
/// classes: it tells no more than a guess. NaN where none is finished.
/// </param>
/// <param name="Diverged">How many of them diverged.</param>
public sealed record TrainedRun(
    string Name, UntrainedNets Nets, IReadOnlyList<int> Finished, double Accuracy, int Diverged)
{
    private const double Percent = 100;

    /// <summary>Reads a run.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="run">The run, of trainings.</param>
    /// <exception cref="InvalidDataException">A file of it is damaged; one line.</exception>
    internal static TrainedRun Of(string name, RunDirectory run)
    {
        UntrainedNets nets = new(run.Configuration, run.Trained!);
        if (run.CompletedSimulations.Count == 0) return new(name, nets, [], double.NaN, 0);
        RunResults results = run.Load();
        Curve accuracy = results.Get(TrainedStatistics.Accuracy, TrainedStatistics.HeldOut);
        int last = results.Depths.ToList().IndexOf(nets.Trained.Steps);
        double sum = 0;
        int diverged = 0;
        foreach ((int row, int net) in results.Simulations.Index())
        {
            bool isLost = results.Degeneracies.TryGetValue(net, out Degeneracy lost)
                && lost.Cause == DegeneracyCause.Diverged;
            if (isLost) diverged++;
            sum += isLost ? 1.0 / nets.Trained.Classes : accuracy[row, last];
        }

        return new(name, nets, results.Simulations, Percent * sum / results.Simulations.Count, diverged);
    }

    /// <summary>Options of the training, by name, with their values as text.</summary>
    internal IEnumerable<(string Option, string Value)> Training =>
    [
        .. TrainedSource.Options(Nets.Trained), ("batch-size", $"{Nets.Configuration.BatchSize}"),
        ("seed", $"{Nets.Configuration.Seed}"), ("simulations", $"{Finished.Count}"),
    ];

    /// <summary>As the ranking takes it: repeat i is net i, with the weights that it was trained from.</summary>
    /// <param name="images">The images that it was trained on.</param>
    internal RankedNetwork Network(IImageDataset images)
    {
        return new(Name, Accuracy, Draw(0)) { Draws = Draw, Identity = Identity };

        ModuleModel Draw(int net) => Nets.Model(Name, net, images);
    }

    // Of all that decides the nets and their accuracy.
    private string Identity
    {
        get
        {
            ExperimentConfiguration told = Nets.Configuration with { Dataset = "" };
            IEnumerable<string> network = ExperimentOptions.All.Where(option => option.IsUnusual(told))
                .Select(option => $"{option.Key} {option.Text(told)}");
            string text = string.Join('\n', network.Concat(Training.Select(o => $"{o.Option} {o.Value}")));
            return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
        }
    }
}
