using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Limits;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results.Storage;
using MomentsDnns.Training.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Running;

/// <summary>The rules of a <see cref="TrainingRun"/>.</summary>
internal static class TrainingRunRules
{
    private const int MostNoiseLevels = 100;

    /// <summary>Every rule that is broken; of the images once the options are sound.</summary>
    public static IReadOnlyList<OptionFault> Broken(TrainingRun run)
    {
        List<OptionFault> faults = [];
        if (RunRules.OfSimulations(run.Nets) is { } ofNets) faults.Add(ofNets with { Option = nameof(run.Nets) });
        if (run.Module is null) faults.AddRange(run.Network.Validate());
        faults.AddRange(run.Options.Validate());
        faults.AddRange(run.Split.Validate());
        if (RunRules.OfThreads(run.Threads) is { } ofThreads) faults.Add(ofThreads);
        faults.AddRange(OfSteps(run));
        faults.AddRange(OfLevels(run.NoiseLevels));
        if (run.ProbedImages < 2)
        {
            faults.Add(new(nameof(run.ProbedImages), $"{run.ProbedImages}",
                "must be at least 2, the statistics are taken over images", "take 64, the default"));
        }

        if (run.Folder is { } path && OutputTarget.OfRun(path) is { } ofPath)
            faults.Add(ofPath.Of(nameof(run.Folder), path) with { OptionName = "output" });
        if (RunRules.OfShard(run.Shard, run.Folder) is { } ofShard) faults.Add(ofShard);
        if (faults.Count == 0) faults.AddRange(OfImages(run));
        return faults;
    }

    // What is broken with the images at hand.
    private static IReadOnlyList<OptionFault> OfImages(TrainingRun run)
    {
        LabelledSplit split;
        try
        {
            split = TrainingImages.Split(run);
        }
        catch (OptionException error)
        {
            return error.Faults;
        }

        List<OptionFault> faults = [];
        if (run.Options.BatchSize > split.Training.Count)
        {
            faults.Add(new(nameof(run.Options.BatchSize), $"{run.Options.BatchSize}",
                $"must be at most {split.Training.Count}, the training images, since a batch holds distinct ones",
                $"take {split.Training.Count} or fewer, or more images"));
        }

        if (run.ProbedSteps.Count > 0 && run.ProbedImages > split.HeldOut.Count)
        {
            faults.Add(new(nameof(run.ProbedImages), $"{run.ProbedImages}",
                $"must be at most {split.HeldOut.Count}, the images held out, since a batch holds distinct ones",
                $"take {split.HeldOut.Count} or fewer"));
        }

        if (OfMemory(run, split) is { } ofMemory) faults.Add(ofMemory);
        if (faults.Count == 0 && OfModule(run) is { } ofModule) faults.Add(ofModule);
        if (faults.Count == 0 && TrainingMemory.Fault(run, split, MemoryLimit.Now()) is { } ofNets) faults.Add(ofNets);
        return faults;
    }

    // Whether a module of a program's own takes the images: by a net of it, and two images of nothing.
    private static OptionFault? OfModule(TrainingRun run)
    {
        if (run.Module is not { } module) return null;
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> net = module.Make(run.Seed, 0, run.Arithmetic);
        Tensor images = zeros([2, run.Dataset.Channels, run.Dataset.Height, run.Dataset.Width]);
        try
        {
            new ModuleTrainee(net, run.Seed, 0, module.Identity).Require(
                new(images, tensor([0L, run.Dataset.Classes - 1L])));
            return null;
        }
        catch (ArgumentException cause)
        {
            return new(nameof(run.Module), module.Name, $"cannot be trained: {cause.Message}",
                "give a module from images [N, C, H, W] to logits [N, K]");
        }
    }

    private static OptionFault? OfMemory(TrainingRun run, LabelledSplit split)
    {
        double size = (double)run.Dataset.Channels * run.Dataset.Height * run.Dataset.Width,
            needed = TrainingMemory.Images(size, split);
        MemoryLimit limit = MemoryLimit.Now();
        bool isLong = size * Math.Max(split.Training.Count, split.HeldOut.Count) > Array.MaxLength;
        if (!isLong && needed <= limit.Bytes) return null;
        return new(nameof(SplitOptions.Training), $"{split.Training.Count}",
            isLong ? $"makes an array of more than {Array.MaxLength} values"
                : $"with {split.HeldOut.Count} held out needs about {MemoryLimit.Text(needed)} of memory, "
                + $"{limit.Holder} has {MemoryLimit.Text(limit.Bytes)} left",
            $"take fewer, such as {TrainingRun.UsualTrainingImages}");
    }

    private static IEnumerable<OptionFault> OfSteps(TrainingRun run)
    {
        string text = string.Join(',', run.ProbedSteps);
        if (run.ProbedSteps.Any(step => step < 0 || step > run.Options.Steps))
        {
            yield return new(nameof(run.ProbedSteps), text, $"must lie from 0 to {run.Options.Steps}, the last step",
                "leave it out for four steps from 0 to the last");
        }
        else if (!run.ProbedSteps.Zip(run.ProbedSteps.Skip(1)).All(pair => pair.First < pair.Second))
        {
            yield return new(nameof(run.ProbedSteps), text, "must ascend", "sort the steps, each once");
        }
    }

    private static IEnumerable<OptionFault> OfLevels(IReadOnlyList<double> levels)
    {
        string text = string.Join(',', levels.Select(level => level.ToString("R", CultureInfo.InvariantCulture)));
        if (levels.Any(level => !(level > 0 && double.IsFinite(level))))
        {
            yield return new(nameof(TrainingRun.NoiseLevels), text, "must be finite numbers above 0",
                "take such as 0.1,0.5,1; accuracy without noise is taken anyway");
        }
        else if (!levels.Zip(levels.Skip(1)).All(pair => pair.First < pair.Second))
        {
            yield return new(nameof(TrainingRun.NoiseLevels), text, "must ascend", "sort the levels, each once");
        }
        else if (levels.Count > MostNoiseLevels)
        {
            yield return new(nameof(TrainingRun.NoiseLevels), $"{levels.Count} levels",
                $"must be at most {MostNoiseLevels}", "take fewer");
        }
    }
}
