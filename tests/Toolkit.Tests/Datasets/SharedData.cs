namespace MomentsDnns.Toolkit.Tests.Datasets;

/// <summary>The folder of real images that may stand beside the checkout.</summary>
internal static class SharedData
{
    /// <summary>The folder <c>shared/data</c> beside the checkout; skips the test where there is none.</summary>
    public static string Folder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", "data");
            if (Directory.Exists(Path.Combine(candidate, "cifar-10-batches-bin"))) return candidate;
        }

        Assert.Skip("no shared/data/cifar-10-batches-bin beside the checkout");
        return "";
    }
}
