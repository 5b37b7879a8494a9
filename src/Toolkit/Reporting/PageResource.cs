namespace MomentsDnns.Reporting;

/// <summary>Texts that the page is made of and that come with the package.</summary>
internal static class PageResource
{
    /// <summary>The style sheet, without colours and fonts.</summary>
    public static string Style => Read("report.css");

    /// <summary>The program that reads curves under the pointer and by keyboard.</summary>
    public static string Script => Read("report.js");

    private static string Read(string name)
    {
        using Stream stream = typeof(PageResource).Assembly.GetManifestResourceStream("Reporting/" + name)
            ?? throw new InvalidOperationException($"{name} is missing from this package");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
