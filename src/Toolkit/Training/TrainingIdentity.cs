using System.Globalization;
using System.IO.Hashing;
using System.Text;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Training;

/// <summary>Tells trainings apart: equal texts for equal network, data, options, seed and simulation.</summary>
internal static class TrainingIdentity
{
    /// <summary>XXH3 (128 bits, hexadecimal) of all that decides the bits of a training.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">How it is trained.</param>
    public static string Of(TrainableNetwork network, TrainingData data, TrainingOptions options)
    {
        ExperimentConfiguration experiment = new() { Network = network.Options.Network };
        // Options at their defaults are left out: one that comes later changes no text.
        IEnumerable<string> unusual = ExperimentOptions.All.Where(option => option.IsUnusual(experiment))
            .Select(option => $"{option.Key} {option.Text(experiment)}");
        string text = string.Create(CultureInfo.InvariantCulture, $"""
            {string.Join('\n', unusual)}
            {network.Options.Classes} {network.Options.TrainsConstants} {network.Options.Head} {network.Arithmetic}
            {network.Origin}
            {options.Optimizer} {options.Rate:R} {options.Schedule} {options.Momentum:R} {options.WeightDecay:R}
            {options.Steps} {options.BatchSize} {options.Records} {options.JudgedImages}
            {data.Fingerprint}
            """);
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
    }
}
