using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions.Winograd;

/// <summary>
/// The matrices of Winograd's F(4, 3): four outputs of a three-tap filter g on six inputs d are
/// <c>AT [ (G g) * (BT d) ]</c>, the product * by elements; in two dimensions each acts on rows and on columns.
/// </summary>
/// <remarks>
/// They follow from points p_0..p_4 and infinity at which the polynomial product is evaluated (Toom-Cook). With
/// M(x) = (x - p_0)...(x - p_4): row i of BT holds the coefficients of M(x)/(x - p_i), its last row those of M; row i
/// of G is [1, p_i, p_i^2] / prod over j != i of (p_i - p_j), its last row [0, 0, 1]; AT[k, i] = p_i^k, its last column
/// [0, 0, 0, 1]. The points 0, +-5/8, +-3/2 halve the float32 error of the usual 0, +-1, +-2: the entries stay closer
/// to one another. They and the entries of AT and BT are exact in float32.
/// </remarks>
internal static class WinogradMatrices
{
    /// <summary>Outputs per tile and dimension.</summary>
    public const int Outputs = 4;

    /// <summary>Inputs per tile and dimension.</summary>
    public const int Inputs = 6;

    /// <summary>Elements of a transformed tile: 6 x 6.</summary>
    public const int Planes = Inputs * Inputs;

    /// <summary>The smaller pair of points, +-a.</summary>
    public const float SmallPoint = 0.625f;

    /// <summary>The larger pair of points, +-b.</summary>
    public const float LargePoint = 1.5f;

    private static readonly double[] s_points = [0, SmallPoint, -SmallPoint, LargePoint, -LargePoint];

    /// <summary>BT, 6 x 6: what a line of inputs is multiplied by.</summary>
    public static double[,] Input()
    {
        double[,] matrix = new double[Inputs, Inputs];
        for (int i = 0; i <= s_points.Length; i++)
        {
            double[] coefficients = ProductOfFactors(without: i);
            for (int power = 0; power < coefficients.Length; power++) matrix[i, power] = coefficients[power];
        }

        return matrix;
    }

    /// <summary>G, 6 x 3: what a line of the kernel is multiplied by.</summary>
    public static double[,] Kernel()
    {
        double[,] matrix = new double[Inputs, 3];
        for (int i = 0; i < s_points.Length; i++)
        {
            double scale = 1;
            for (int j = 0; j < s_points.Length; j++)
            {
                if (j != i) scale *= s_points[i] - s_points[j];
            }

            for (int power = 0; power < 3; power++) matrix[i, power] = Math.Pow(s_points[i], power) / scale;
        }

        matrix[Inputs - 1, 2] = 1;
        return matrix;
    }

    /// <summary>AT, 4 x 6: what a line of products is multiplied by.</summary>
    public static double[,] Output()
    {
        double[,] matrix = new double[Outputs, Inputs];
        for (int power = 0; power < Outputs; power++)
        {
            for (int i = 0; i < s_points.Length; i++) matrix[power, i] = Math.Pow(s_points[i], power);
        }

        matrix[Outputs - 1, Inputs - 1] = 1;
        return matrix;
    }

    /// <summary>The Kronecker square of a matrix: what a tile, read row by row, is multiplied by.</summary>
    public static Tensor KroneckerSquare(double[,] matrix, ScalarType precision, Device device)
    {
        using Tensor factor = tensor(matrix, dtype: float64);
        using Tensor square = kron(factor, factor);
        return square.to(precision, device, copy: true);
    }

    /// <summary>
    /// The coefficients, lowest power first, of the product of all (x - p_j), j != <paramref name="without"/>.
    /// </summary>
    private static double[] ProductOfFactors(int without)
    {
        double[] product = [1];
        for (int j = 0; j < s_points.Length; j++)
        {
            if (j == without) continue;
            double[] next = new double[product.Length + 1];
            for (int power = 0; power < product.Length; power++)
            {
                next[power + 1] += product[power];
                next[power] -= s_points[j] * product[power];
            }

            product = next;
        }

        return product;
    }
}
