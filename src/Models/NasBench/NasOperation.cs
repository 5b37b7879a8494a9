namespace MomentsDnns.Models.NasBench;

/// <summary>
/// What stands on an edge of a cell of NAS-Bench-201; the numbers are those of NASLib's encoding, which tables of
/// accuracy use.
/// </summary>
public enum NasOperation
{
    /// <summary>The value itself: <c>skip_connect</c>.</summary>
    Skip = 0,

    /// <summary>Zero: <c>none</c>.</summary>
    None = 1,

    /// <summary>ReLU, convolution 3 x 3, batch norm: <c>nor_conv_3x3</c>.</summary>
    Convolution3 = 2,

    /// <summary>ReLU, convolution 1 x 1, batch norm: <c>nor_conv_1x1</c>.</summary>
    Convolution1 = 3,

    /// <summary>Mean over 3 x 3 positions, borders left out: <c>avg_pool_3x3</c>.</summary>
    AveragePool = 4,
}
