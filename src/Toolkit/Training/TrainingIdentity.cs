using System.Globalization;
using System.IO.Hashing;
using System.Text;
using MomentsDnns.Training.Modules;

namespace MomentsDnns.Training;

/// <summary>Tells trainings apart: equal texts for equal network, data, options, seed and simulation.</summary>
internal static class TrainingIdentity
{
    /// <summary>XXH3 (128 bits, hexadecimal) of all that decides the bits of a training.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">How it is trained.</param>
    public static string Of(ITrainee network, TrainingData data, TrainingOptions options)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"""
            {network.Identity}
            {options.Optimizer} {options.Rate:R} {options.Schedule} {options.Momentum:R} {options.WeightDecay:R}
            {options.Steps} {options.BatchSize} {options.Records} {options.JudgedImages}
            {data.Fingerprint}
            """);
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
    }
}
