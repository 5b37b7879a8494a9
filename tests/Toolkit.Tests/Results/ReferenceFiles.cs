namespace MomentsDnns.Toolkit.Tests.Results;

/// <summary>Finds the published results, which stand in <c>shared/reference</c> beside the checkout.</summary>
internal static class ReferenceFiles
{
    public static string Find(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "reference", name);
            if (File.Exists(path)) return path;
        }

        Assert.Skip($"shared/reference/{name} does not stand beside this checkout");
        return "";
    }
}
