namespace MomentsDnns.Reproduction.Claims;

/// <summary>At which scale nets are trained for the claims.</summary>
public sealed record TrainingScale
{
    /// <summary>Layers of vanilla and batch-norm feedforward nets, ascending.</summary>
    public required IReadOnlyList<int> Layers { get; init; }

    /// <summary>Units of resnets, of two layers each, ascending.</summary>
    public required IReadOnlyList<int> Units { get; init; }

    /// <summary>Channels.</summary>
    public required int Width { get; init; }

    /// <summary>Rows and columns of an image.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Images, of which a fifth is held out.</summary>
    public required int Images { get; init; }

    /// <summary>Steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps that are recorded.</summary>
    public required int Records { get; init; }

    /// <summary>Nets of each kind and depth.</summary>
    public required int Nets { get; init; }

    /// <summary>The scale of a profile.</summary>
    /// <param name="profile">Which.</param>
    public static TrainingScale Of(ReproductionProfile profile) => profile == ReproductionProfile.Paper
        ? new()
        {
            Layers = [4, 16, 48, 120],
            Units = [2, 8, 24, 60],
            Width = 64,
            ImageSize = 32,
            Images = 20_000,
            Steps = 5000,
            Records = 20,
            Nets = 8,
        }
        : new()
        {
            Layers = [3, 9, 27, 54],
            Units = [2, 5, 14, 27],
            Width = 12,
            ImageSize = 16,
            Images = 2500,
            Steps = 300,
            Records = 3,
            Nets = 4,
        };
}
