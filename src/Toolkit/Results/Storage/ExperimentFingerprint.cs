using System.Text.Json.Nodes;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// Two hashes of what <c>experiment.json</c> says, by <see cref="CanonicalJson"/>: layout and line ends do not matter.
/// </summary>
internal static class ExperimentFingerprint
{
    /// <summary>The field that carries <see cref="Checksum"/>.</summary>
    public const string ChecksumField = "checksum";

    /// <summary>Of all fields but the checksum itself: the file is as it was written.</summary>
    /// <param name="document">The file's object.</param>
    public static string Checksum(JsonObject document)
    {
        JsonObject rest = (JsonObject)document.DeepClone();
        rest.Remove(ChecksumField);
        return CanonicalJson.Hash(rest);
    }

    /// <summary>
    /// Of what decides the law and the bits of the simulations: source, configuration, what an imported file tells,
    /// from format 6 on what was probed and how nets were trained, and the versions of toolkit and TorchSharp. Parts
    /// carry it. The dataset's name is no part of it where the images are known by their own fingerprint, nor is the
    /// .NET runtime: a run goes on under both.
    /// </summary>
    /// <param name="document">The file's object as written: options that later versions add must not change it.</param>
    public static string Of(JsonObject document)
    {
        JsonObject decisive = [];
        foreach (string field in (string[])["source", "configuration", "imported"])
            decisive[field] = document[field]?.DeepClone();
        // Parts of earlier probes carry a fingerprint without.
        if ((int?)document["format"] >= ExperimentDocument.FirstWithTraining)
        {
            foreach (string field in (string[])["probed", "trained"])
            {
                if (document[field] is { } told) decisive[field] = told.DeepClone();
            }
        }

        if (document["versions"] is JsonObject versions)
        {
            foreach (string software in (string[])["toolkit", "torchsharp"])
                decisive[software] = versions[software]?.DeepClone();
        }

        foreach (JsonObject section in new[] { decisive["configuration"], decisive["probed"] }.OfType<JsonObject>())
        {
            if ((string?)section["dataset-fingerprint"] is { Length: > 0 }) section.Remove("dataset");
        }

        return CanonicalJson.Hash(decisive);
    }
}
