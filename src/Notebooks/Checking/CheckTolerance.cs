using MomentsDnns.Notebooks.Documents;

namespace MomentsDnns.Notebooks.Checking;

/// <summary>Within what the numbers of two runs of a notebook agree; besides, one unit of the last printed digit is always allowed.</summary>
/// <param name="Relative">The share of the larger number.</param>
/// <param name="Absolute">The difference.</param>
public sealed record CheckTolerance(double Relative, double Absolute)
{
    /// <summary>Where a notebook does not say: 0.001 of the number. Another machine rounds otherwise, and most numbers have four digits.</summary>
    public static CheckTolerance Default { get; } = new(1e-3, 0);

    /// <summary>What a notebook states in its metadata, <c>moments.check.relative</c> and <c>.absolute</c>.</summary>
    /// <param name="notebook">The notebook.</param>
    public static CheckTolerance Of(NotebookDocument notebook) =>
        new(notebook.CheckNumber("relative") ?? Default.Relative, notebook.CheckNumber("absolute") ?? Default.Absolute);

    /// <summary>Whether two numbers agree.</summary>
    /// <param name="a">A number.</param>
    /// <param name="b">Another.</param>
    /// <param name="lastDigit">One unit of the last digit that was printed.</param>
    public bool Agrees(double a, double b, double lastDigit) =>
        a.Equals(b) || Math.Abs(a - b) <= Absolute + (Relative * Math.Max(Math.Abs(a), Math.Abs(b))) + (1.0000001 * lastDigit);
}
