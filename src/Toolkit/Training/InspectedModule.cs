using MomentsDnns.Propagation.Tracing;
using static TorchSharp.torch;

namespace MomentsDnns.Training;

/// <summary>A network in the midst of its training, to be looked at; see <see cref="TrainingWatch"/>.</summary>
/// <param name="Module">
/// A copy in evaluation, released when the look is over; what is done to it leaves no trace.
/// </param>
/// <param name="Copy">Makes further copies, which whoever asks releases.</param>
public sealed record InspectedModule(nn.Module<Tensor, Tensor> Module, Func<nn.Module<Tensor, Tensor>> Copy)
{
    /// <summary>The network as it stands now, to be probed: each time it is built it is a copy.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="inputShape">The shape of one image, such as 3, 32, 32.</param>
    public ModuleModel ProbeModel(string name, IReadOnlyList<int> inputShape) => new(name, Copy, inputShape);
}
