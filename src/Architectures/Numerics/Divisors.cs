namespace MomentsDnns.Architectures.Numerics;

/// <summary>Divisors of whole numbers, for options that must divide others.</summary>
public static class Divisors
{
    /// <summary>The divisors, ascending; none of a number below 1.</summary>
    public static IEnumerable<int> Of(int number) => Enumerable.Range(1, Math.Max(0, number)).Where(d => number % d == 0);

    /// <summary>The divisor nearest to a number, the smaller of two; 1 where there is none.</summary>
    public static int Nearest(int number, int wanted) => Of(number).DefaultIfEmpty(1).MinBy(d => Math.Abs((long)d - wanted));

    /// <summary>The greatest divisor up to a number; 1 where there is none.</summary>
    public static int Greatest(int number, int most) => Of(number).TakeWhile(d => d <= most).LastOrDefault(1);
}
