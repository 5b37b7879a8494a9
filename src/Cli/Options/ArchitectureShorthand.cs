namespace MomentsDnns.Cli.Options;

/// <summary>The paper's three architectures, as shorthands for topology and normalization.</summary>
internal enum ArchitectureShorthand
{
    /// <summary>Feedforward without normalization.</summary>
    Vanilla,

    /// <summary>Feedforward with batch normalization.</summary>
    BnFf,

    /// <summary>Residual with batch normalization.</summary>
    BnRes,
}
