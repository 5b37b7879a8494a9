using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.NasBench;

/// <summary>A cell as a module: channels and positions stay.</summary>
/// <remarks>
/// Edges that lead nowhere are computed too, as in the benchmark, whose counts of parameters and operations hold them.
/// </remarks>
internal sealed class NasCellModule : nn.Module<Tensor, Tensor>
{
    private const int Nodes = 4;

    private readonly NasCell _cell;
    private readonly nn.Module<Tensor, Tensor>?[] _edges = new nn.Module<Tensor, Tensor>?[NasCell.Edges];

    /// <summary>Makes the modules of the edges.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="channels">Its channels.</param>
    public NasCellModule(NasCell cell, int channels) : base(nameof(NasCellModule))
    {
        _cell = cell;
        for (int edge = 0; edge < NasCell.Edges; edge++)
        {
            _edges[edge] = cell.Operations[edge] switch
            {
                NasOperation.Convolution3 => new ReluConvBatchNorm(channels, channels, 3),
                NasOperation.Convolution1 => new ReluConvBatchNorm(channels, channels, 1),
                NasOperation.AveragePool =>
                    nn.AvgPool2d(3, stride: 1, padding: 1, ceil_mode: false, count_include_pad: false),
                _ => null,
            };
            if (_edges[edge] is { } module) register_module($"edge{edge}", module);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] values = new Tensor[Nodes + 1];
        values[1] = input;
        for (int to = 2; to <= Nodes; to++)
        {
            Tensor? sum = null;
            for (int from = 1; from < to; from++)
            {
                if (Along(from, to, values[from]) is { } term) sum = sum is null ? term : sum.Plus(term);
            }

            // Nothing arrives: zero, yet a function of the input, whose derivative is 0.
            values[to] = sum ?? input.Times(0);
        }

        // The input itself, where it is what leaves, belongs to the caller's scope.
        Tensor output = values[Nodes];
        return (ReferenceEquals(output, input) ? output.alias() : output).MoveToOuterDisposeScope();
    }

    private Tensor? Along(int from, int to, Tensor value) => _cell[from, to] switch
    {
        NasOperation.None => null,
        NasOperation.Skip => value,
        _ => _edges[NasCell.EdgeOf(from, to)]!.call(value),
    };
}
