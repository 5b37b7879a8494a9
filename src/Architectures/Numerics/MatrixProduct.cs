using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>Torch's product of matrices, made so that its bits do not depend on how many threads share it.</summary>
/// <remarks>
/// On processors with AVX-512, the library behind torch's product splits a long inner dimension among the threads, and
/// adds up what each made. Pieces of 256 are not split: no bit changed between 1, 2, 3, 4, 8 and 16 threads, for 4 to
/// 1024 rows and 8 to 1024 columns, where pieces of 384 and more did change.
/// </remarks>
public static class MatrixProduct
{
    private const int Piece = 256;

    /// <summary>left right, for <c>[M, K]</c> and <c>[K, N]</c>.</summary>
    /// <param name="left"><c>[M, K]</c>.</param>
    /// <param name="right"><c>[K, N]</c>.</param>
    /// <param name="output">Where to write, <c>[M, N]</c>; null for a new tensor.</param>
    /// <returns><c>[M, N]</c>: <paramref name="output"/> where it was given.</returns>
    public static Tensor Of(Tensor left, Tensor right, Tensor? output = null)
    {
        long inner = left.shape[1], piece = left.device_type == TorchSharp.DeviceType.CPU ? Piece : inner;
        Tensor? result = output;
        for (long first = 0; first == 0 || first < inner; first += piece)
        {
            long count = Math.Min(piece, inner - first);
            using Tensor columns = left.narrow(1, first, count), rows = right.narrow(0, first, count);
            if (result is null) result = columns.mm(rows);
            else result.addmm_(columns, rows, beta: first == 0 ? 0 : 1, alpha: 1);
        }

        return result!;
    }
}
