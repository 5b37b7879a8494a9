using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Lanes;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Tests.Convolutions;

public sealed class PanelProductTests
{
    [Theory]
    [InlineData(6, 1, 1)]
    [InlineData(12, 3, 5)] // fewer columns than a panel, depth that no unrolling divides
    [InlineData(18, 128, 40)] // one slice of the depth
    [InlineData(6, 301, 33)] // several slices and a rest
    public void Multiply_AnyShape_IsTheProductInFloat64(int rows, int depth, int columns)
    {
        Assert.InRange(ErrorOf<FloatLanes32>(rows, depth, columns), 0, 1e-6);
        Assert.InRange(ErrorOf<FloatLanes128>(rows, depth, columns), 0, 1e-6);
        Assert.InRange(ErrorOf<FloatLanes256>(rows, depth, columns), 0, 1e-6);
        Assert.InRange(ErrorOf<FloatLanes512>(rows, depth, columns), 0, 1e-6);
    }

    // Relative L2 distance. Independent roundings of a chain of 128 products make about sqrt(128 / 2) half units of 2^-24.
    private static unsafe double ErrorOf<TLanes>(int rows, int depth, int columns) where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int width = PanelProduct<TLanes>.PanelWidth, panels = (columns + width - 1) / width;
        float[] left = Normal(rows * depth, 1), right = Normal(depth * columns, 2);
        float[] packed = new float[panels * depth * width], products = new float[rows * panels * width];
        for (int k = 0; k < depth; k++)
            for (int j = 0; j < columns; j++) packed[((j / width * depth) + k) * width + (j % width)] = right[k * columns + j];
        fixed (float* a = left, b = packed, p = products)
            PanelProduct<TLanes>.Multiply(a, depth, rows, b, panels, depth, p, panels * width);

        double error = 0, norm = 0;
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < panels * width; j++)
            {
                double exact = 0;
                for (int k = 0; j < columns && k < depth; k++) exact += (double)left[r * depth + k] * right[k * columns + j];
                error += Math.Pow(products[r * panels * width + j] - exact, 2);
                norm += exact * exact;
            }
        }

        return Math.Sqrt(error / norm);
    }

    private static float[] Normal(int count, int layer)
    {
        float[] values = new float[count];
        new RandomStream(3, 0, layer, RandomPurpose.Weight).FillNormal(values);
        return values;
    }
}
