using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Theory.InfiniteWidth;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Prediction;

/// <summary>What the theory of infinite width needs of a simulation's images.</summary>
/// <param name="Gram">
/// K_ij = sum over the n features of x_ik x_jk / n: the Gram matrix after a first layer of LeCun's law.
/// </param>
/// <param name="LogSnr">log SNR^0 of images whose noise is 1: log(tr K/N), 0 but for features that do not vary.</param>
public sealed record ImageGram(GramMatrix Gram, double LogSnr)
{
    /// <summary>Of the images that a simulation draws.</summary>
    /// <param name="input">Draws them; of a fully connected net.</param>
    /// <param name="simulation">The simulation's index, from 0.</param>
    public static ImageGram Of(InputBatch input, int simulation)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = ChannelsLast.Rows(TwinBatch.Signal(input.Draw(simulation)));
        using Tensor product = MatrixProduct.Of(rows, rows.t());
        double[] values = TensorMemory.Span<double>(product.contiguous()).ToArray();
        for (int i = 0; i < values.Length; i++) values[i] /= input.Channels;
        GramMatrix gram = new(values);
        return new(gram, Math.Log(gram.Variance));
    }
}
