using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class ImageFitTests
{
    // A wave of f periods a pixel, shrunk k times, k odd: Fejer's kernel, (sin(pi f k) / (k sin(pi f)))^2. At f = 1/k,
    // which would come back as a constant, nothing is left, and little above.
    [Theory]
    [InlineData(3, 0.05)]
    [InlineData(3, 1.0 / 3)]
    [InlineData(3, 0.45)]
    [InlineData(5, 0.13)]
    [InlineData(5, 0.2)]
    [InlineData(7, 1.0 / 7)]
    public void Fit_OfAWave_LeavesFejersKernel(int step, double frequency)
    {
        const int to = 12;
        int from = step * to;
        float[] pixels = new float[to * to];
        new ImageFit((1, from, from), (1, to, to)).Fit((_, _, row) =>
        {
            for (int i = 0; i < row.Length; i++) row[i] = (float)Math.Cos(2 * Math.PI * frequency * i);
        }, pixels);
        double left = Math.Pow(Math.Sin(Math.PI * frequency * step) / (step * Math.Sin(Math.PI * frequency)), 2);
        for (int column = 1; column < to - 1; column++) // at the border a part of the triangle is outside
        {
            double centre = (step * column) + ((step - 1) / 2.0);
            Assert.Equal(left * Math.Cos(2 * Math.PI * frequency * centre), pixels[(5 * to) + column], 2e-6);
        }
    }

    [Theory]
    [InlineData(40, 90, 8, 8)]
    [InlineData(90, 40, 8, 8)]
    [InlineData(33, 47, 5, 9)]
    [InlineData(3, 2, 8, 8)]
    public void Fit_KeepsWhatIsConstant_AndTheCentre(int height, int width, int rows, int columns)
    {
        float[] constant = new float[rows * columns], ramp = new float[rows * columns];
        ImageFit fit = new((1, height, width), (1, rows, columns));
        fit.Fit((_, _, row) => row.Fill(0.75f), constant);
        Assert.All(constant, value => Assert.Equal(0.75, value, 1e-6));
        fit.Fit((_, _, row) =>
        {
            for (int i = 0; i < row.Length; i++) row[i] = (i + 0.5f) / row.Length;
        }, ramp);
        // The part is centred: rows of a ramp have the mean 1/2, and are as far from it at both ends.
        Assert.Equal(0.5, ramp.Average(), 1e-5);
        Assert.Equal(0.5 - ramp[0], ramp[columns - 1] - 0.5, 1e-5);
    }

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(1, 3, true)]
    [InlineData(3, 1, true)]
    [InlineData(3, 4, false)]
    [InlineData(1, 2, false)]
    public void CanFit_AsManyOrGrey(int from, int to, bool can) => Assert.Equal(can, ImageFit.CanFit(from, to));
}
