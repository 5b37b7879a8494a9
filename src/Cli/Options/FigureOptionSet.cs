using System.CommandLine;
using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Output;
using MomentsDnns.Plotting;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary>The options that say as what figures are written, and in which size.</summary>
internal sealed class FigureOptionSet
{
    private const string NoCaption = "none", OneColumn = "one-column", TwoColumns = "two-columns",
        TwoColumn = "two-column";

    private readonly Option<string> _format = new("--format")
    {
        Description = "What figures are written as, separated by commas: png, svg, pdf",
        HelpName = "png,svg,pdf",
        DefaultValueFactory = _ => "png",
    };

    private readonly Option<string?> _width = new("--width")
    {
        Description = string.Create(CultureInfo.InvariantCulture,
            $"Width of a figure: one-column ({FigureWidth.OneColumn} mm), two-column ({FigureWidth.TwoColumns} mm), "
                + $"or a number of mm [default: by its panels]"),
        HelpName = "one-column|two-column|MM",
    };

    private readonly NumberOption<double> _height = new("--height", string.Create(CultureInfo.InvariantCulture,
        $"Height of a figure in mm, legend and caption included, {FigureHeight.Least} to {FigureHeight.Greatest} "
            + $"[default: by its panels, {FigureHeight.Page} at most where they can be so flat]"));

    private readonly NumberOption<int> _columns = new("--columns", string.Create(CultureInfo.InvariantCulture,
        $"Panels in a row, each {FigureWidth.LeastOfPanel} mm wide or more [default: 1 or 2, by the width]"));

    private readonly Option<string?> _caption = new("--caption")
    {
        Description = "Small print under the panels: none, or a text of your own, with mathematics as docs/labels.md "
            + "says [default: what lines and bands are]",
        HelpName = "none|TEXT",
    };

    private readonly NumberOption<double> _dpi =
        new("--dpi", "Resolution of PNG, dots per inch, 36 to 1200", FigureRenderer.DefaultDpi);

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_format, _width, _height, _columns, _caption, _dpi];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="UsageException">Some of it cannot be had; every fault is named.</exception>
    public FigureOutput In(ParseResult parsed)
    {
        List<OptionFault> faults = [];
        List<FigureFormat> formats = [];
        foreach (string word in parsed.GetRequiredValue(_format).Split(',', StringSplitOptions.TrimEntries))
        {
            if (!OptionText.TryParse(word, out FigureFormat format))
                faults.Add(new("format", word, "must be png, svg or pdf, or some of them", "write them like png,pdf"));
            else if (!formats.Contains(format)) formats.Add(format);
        }

        double dpi = _dpi.In(parsed);
        if (dpi is not (>= 36 and <= 1200))
        {
            faults.Add(new("dpi", OptionFault.Format(dpi), "must be from 36 to 1200", "take "
                + OptionFault.Format(FigureRenderer.DefaultDpi)));
        }
        double? width = Width(parsed.GetValue(_width), faults);
        double? height = _height.Given(parsed);
        if (height is not (null or (>= FigureHeight.Least and <= FigureHeight.Greatest)))
        {
            faults.Add(new("height", OptionFault.Format(height.Value),
                string.Create(CultureInfo.InvariantCulture, $"must be from {FigureHeight.Least} to "
                + $"{FigureHeight.Greatest} millimetres"), $"take {FigureHeight.Page}"));
        }
        int? columns = _columns.Given(parsed);
        if (columns < 1) faults.Add(new("columns", $"{columns}", "must be 1 or more", "take 1 or 2"));
        return faults.Count == 0 ? new(formats, width, dpi)
        {
            Height = height,
            Columns = columns,
            Caption =
            parsed.GetValue(_caption) is { } caption ? caption == NoCaption ? "" : caption : null
        }
            : throw new UsageException(faults);
    }

    private static double? Width(string? text, List<OptionFault> faults)
    {
        switch (text)
        {
            case null:
                return null;
            case OneColumn:
                return FigureWidth.OneColumn;
            case TwoColumn or TwoColumns:
                return FigureWidth.TwoColumns;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double millimetres)
            && millimetres is >= FigureWidth.Least and <= FigureWidth.Greatest)
            return millimetres;
        faults.Add(new("width", text, string.Create(CultureInfo.InvariantCulture,
            $"must be one-column, two-column or from {FigureWidth.Least} to {FigureWidth.Greatest} millimetres"),
            "take one-column"));
        return null;
    }
}
