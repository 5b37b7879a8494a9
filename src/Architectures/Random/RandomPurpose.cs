namespace MomentsDnns.Architectures.Random;

/// <summary>What a stream of random numbers is for; part of its key, so that no two purposes share numbers.</summary>
/// <remarks>The numeric values are part of every result's reproducibility: never renumber them.</remarks>
public enum RandomPurpose
{
    /// <summary>Which images make up a batch.</summary>
    Images = 0,

    /// <summary>The noise on the input.</summary>
    Noise = 1,

    /// <summary>The weights of a layer.</summary>
    Weight = 2,

    /// <summary>The biases of a layer.</summary>
    Bias = 3,

    /// <summary>The scales of a normalization.</summary>
    NormScale = 4,

    /// <summary>The shifts of a normalization.</summary>
    NormShift = 5,

    /// <summary>The pixels of a procedural image.</summary>
    Pixels = 6,

    /// <summary>Resampling in an analysis (bootstrap).</summary>
    Resampling = 7,

    /// <summary>The channels of a prediction at infinite width, where they are drawn.</summary>
    PredictedChannels = 8,

    /// <summary>The tokens of a sequence.</summary>
    Tokens = 9,

    /// <summary>Which labelled images are held out, and which of a dataset are used.</summary>
    Split = 10,

    /// <summary>Which networks of a list are ranked.</summary>
    RankedNetworks = 11,

    /// <summary>The weights of the linear map from a trained net's last layer to classes.</summary>
    HeadWeight = 20,

    /// <summary>The order of the training images in an epoch, which is the key's layer.</summary>
    TrainingOrder = 21,

    /// <summary>The training images by which a net is judged while it is trained.</summary>
    TrainingSubset = 22,

    /// <summary>The noise on held-out images of a net that is trained.</summary>
    Corruption = 23,
}
