using MomentsDnns.Notebooks.Documents;

namespace MomentsDnns.Notebooks.Checking;

/// <summary>
/// Within what the numbers of two runs of a notebook agree; besides, one unit of the last printed digit is always
/// allowed.
/// </summary>
/// <param name="Relative">The share of the larger number.</param>
/// <param name="Absolute">The difference.</param>
/// <param name="StandardErrors">
/// What is printed as a mean ± its error may besides differ by so many joint standard errors, and the error itself by a
/// factor of 3: for nets that are so sensitive that the last bit of a product, which depends on the machine, decides
/// their course. 0: as any number.
/// </param>
public sealed record CheckTolerance(double Relative, double Absolute, double StandardErrors = 0)
{
    /// <summary>
    /// Where a notebook does not say: 0.001 of the number. Another machine rounds otherwise, and most numbers have four
    /// digits.
    /// </summary>
    public static CheckTolerance Default { get; } = new(1e-3, 0);

    /// <summary>
    /// What a notebook states in its metadata, <c>moments.check.relative</c>, <c>.absolute</c> and <c>.errors</c>.
    /// </summary>
    /// <param name="notebook">The notebook.</param>
    public static CheckTolerance Of(NotebookDocument notebook) =>
        new(notebook.CheckNumber("relative") ?? Default.Relative, notebook.CheckNumber("absolute") ?? Default.Absolute,
            notebook.CheckNumber("errors") ?? Default.StandardErrors);

    /// <summary>Whether two numbers agree.</summary>
    /// <param name="a">A number.</param>
    /// <param name="b">Another.</param>
    /// <param name="lastDigit">One unit of the last digit that was printed.</param>
    public bool Agrees(double a, double b, double lastDigit) =>
        a.Equals(b) || Math.Abs(a - b) <= Absolute + (Relative * Math.Max(Math.Abs(a), Math.Abs(b)))
        + (1.0000001 * lastDigit);

    /// <summary>Whether two means agree within their errors.</summary>
    /// <param name="a">A mean and its error.</param>
    /// <param name="b">Another.</param>
    public bool AgreesWithinErrors((double Mean, double Error) a, (double Mean, double Error) b) =>
        Math.Abs(a.Mean - b.Mean) <= StandardErrors * Math.Sqrt((a.Error * a.Error) + (b.Error * b.Error));

    /// <summary>Whether two errors are near enough to each other.</summary>
    /// <param name="a">An error.</param>
    /// <param name="b">Another.</param>
    public bool AreNear(double a, double b) => StandardErrors > 0 && a <= 3 * b && b <= 3 * a;
}
