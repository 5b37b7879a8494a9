using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Datasets;
using MomentsDnns.Tests;

// How well a dataset's classes are learned by a linear map of the pixels and by a small convolutional net.
NativeRuntime.Configure();
string name = Option("--dataset", CifarLikeClassesDataset.DatasetName), folder = Option("--data-dir", "data");
int training = Number("--training", 4000), heldOut = Number("--held-out", 1000), epochs = Number("--epochs", 20), seeds = Number("--seeds", 3);
ILabelledDataset dataset = DatasetCatalog.OpenLabelled(name, folder);
int side = Number("--side", dataset.Height);
if (side != dataset.Height) dataset = new LabelledImages(new FittedDataset(dataset, dataset.Channels, side, side), dataset);
Console.WriteLine($"{dataset.Name}, {dataset.Classes} classes, {dataset.Height} x {dataset.Width}: {training} images to train on, {heldOut} held out, {epochs} epochs; chance {1.0 / dataset.Classes:F3}");
Console.WriteLine("| seed | classifier | training | held out, last epoch | held out, best epoch | seconds |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
for (ulong seed = 0; seed < (ulong)seeds; seed++)
{
    LabelledSplit split = LabelledSplit.Of(dataset, new() { Training = training, HeldOut = heldOut, Seed = seed });
    Report("linear", SmallClassifier.Linear(dataset, dataset.Classes, seed), 0.0003);
    Report("convolutional", SmallClassifier.Convolutional(dataset, dataset.Classes, seed), 0.004);

    void Report(string what, SmallClassifier classifier, double rate)
    {
        long start = Stopwatch.GetTimestamp();
        using SmallClassifier learner = classifier;
        IReadOnlyList<(double Training, double HeldOut)> accuracies = learner.Train(dataset, split, epochs, rate);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {seed} | {what} | {accuracies[^1].Training:F3} | {accuracies[^1].HeldOut:F3} "
            + $"| {accuracies.Max(a => a.HeldOut):F3} | {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} |"));
    }
}

string Option(string option, string usual)
{
    int place = Array.IndexOf(args, option);
    return place < 0 ? usual : args[place + 1];
}

int Number(string option, int usual) => int.Parse(Option(option, $"{usual}"), CultureInfo.InvariantCulture);
