using System.Globalization;

namespace MomentsDnns.Architectures.Tests.Build;

/// <summary>A line of <c>src</c> has 120 columns at most, as CI demands before it builds; see CONTRIBUTING.md.</summary>
public sealed class LineLengthTests
{
    private const int MostColumns = 120;

    [Fact]
    public void LinesOfSource_FitIntoTheColumns()
    {
        string source = Path.Combine(Root(), "src"), built = $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}";
        string[] files = [.. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains(built, StringComparison.Ordinal))];
        Assert.True(files.Length > 100, $"{source} holds {files.Length} files");
        Assert.Empty(files.SelectMany(file => TooLong(Path.GetRelativePath(source, file), File.ReadAllLines(file))));
    }

    [Fact]
    public void TooLong_CountsCharacters_NotTheirBytes()
    {
        string full = new('a', MostColumns);
        Assert.Empty(TooLong("f.cs", [full, new string('é', MostColumns), full[1..] + "\U0001D6D8"]));
        Assert.Equal(["f.cs:2 has 121", "f.cs:3 has 121"], TooLong("f.cs", [full, full + "a", full + "\U0001D6D8"]));
    }

    // Code points, as grep counts in a UTF-8 locale.
    private static IEnumerable<string> TooLong(string file, string[] lines) => lines
        .Select((line, i) => (Line: i + 1, Columns: line.EnumerateRunes().Count())).Where(line => line.Columns > MostColumns)
        .Select(line => string.Create(CultureInfo.InvariantCulture, $"{file}:{line.Line} has {line.Columns}"));

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the solution's folder");
    }
}
