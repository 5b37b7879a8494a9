namespace MomentsDnns.Toolkit.Tests.Structure;

/// <summary>Where the checkout is that these tests were built in.</summary>
internal static class Repository
{
    public static string Folder
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
            return folder?.FullName ?? throw new DirectoryNotFoundException("the solution's folder");
        }
    }
}
