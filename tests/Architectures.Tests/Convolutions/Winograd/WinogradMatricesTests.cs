using MomentsDnns.Architectures.Convolutions.Winograd;

namespace MomentsDnns.Architectures.Tests.Convolutions.Winograd;

public sealed class WinogradMatricesTests
{
    [Fact]
    public void Input_FirstAndLastRow_AreTheExpandedPolynomials()
    {
        // (x^2 - 25/64)(x^2 - 9/4) = x^4 - 169/64 x^2 + 225/256, and x times it.
        double[,] matrix = WinogradMatrices.Input();

        double[] first = [225.0 / 256, 0, -169.0 / 64, 0, 1, 0];
        double[] last = [0, 225.0 / 256, 0, -169.0 / 64, 0, 1];
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(first[i], matrix[0, i], 15);
            Assert.Equal(last[i], matrix[5, i], 15);
        }
    }

    [Fact]
    public void Matrices_Together_GiveEveryTapOfEveryOutput()
    {
        // AT [(G g) * (BT d)] = sum over j of g_j d_(k+j) for all g, d: for unit vectors g = e_j and d = e_i it is
        // 1 where i = k + j, else 0.
        (double[,] input, double[,] kernel, double[,] output) =
            (WinogradMatrices.Input(), WinogradMatrices.Kernel(), WinogradMatrices.Output());
        for (int k = 0; k < 4; k++)
            for (int j = 0; j < 3; j++)
                for (int i = 0; i < 6; i++)
                {
                    double sum = 0;
                    for (int p = 0; p < 6; p++) sum += output[k, p] * kernel[p, j] * input[p, i];
                    Assert.Equal(i == k + j ? 1 : 0, sum, 14);
                }
    }
}
