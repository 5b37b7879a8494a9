namespace MomentsDnns.Architectures.Numerics;

/// <summary>Divisors of whole numbers, for options that must divide others.</summary>
internal static class Divisors
{
    /// <summary>The divisors, ascending; none of a number below 1. Takes as many steps as the number's root.</summary>
    public static IEnumerable<int> Of(int number)
    {
        List<int> large = [];
        for (long d = 1; d * d <= number; d++)
        {
            if (number % d != 0) continue;
            yield return (int)d;
            if (d * d < number) large.Add((int)(number / d));
        }

        for (int i = large.Count - 1; i >= 0; i--) yield return large[i];
    }

    /// <summary>The divisor nearest to a number, the smaller of two; 1 where there is none.</summary>
    public static int Nearest(int number, int wanted) =>
        Of(number).DefaultIfEmpty(1).MinBy(d => Math.Abs((long)d - wanted));

    /// <summary>The greatest divisor up to a number; 1 where there is none.</summary>
    public static int Greatest(int number, int most) => Of(number).TakeWhile(d => d <= most).LastOrDefault(1);
}
