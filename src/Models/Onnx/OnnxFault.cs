using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Models.Onnx;

/// <summary>Faults of files, of networks in them and of what they are run on: one line each.</summary>
internal static class OnnxFault
{
    /// <summary>A fault as an exception, its text fit to be shown.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What is wrong, and of what.</param>
    /// <param name="remedy">What to do.</param>
    public static InvalidDataException Of(string path, string what, string remedy) =>
        new(ShownText.Of($"{path}: {what}; {remedy}"));

    /// <inheritdoc cref="Of(string,string,string)"/>
    /// <param name="path">The file.</param>
    /// <param name="what">What is wrong, and of what.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="cause">What was thrown.</param>
    public static InvalidDataException Of(string path, string what, string remedy, Exception cause) =>
        new(ShownText.Of($"{path}: {what}; {remedy}"), cause);
}
