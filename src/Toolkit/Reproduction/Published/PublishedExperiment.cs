namespace MomentsDnns.Reproduction.Published;

/// <summary>A published run: ReLU, He's initialization, batch-norm epsilon 1e-3, CIFAR-10's training images.</summary>
public enum PublishedExperiment
{
    /// <summary>
    /// <c>vanilla_histo</c>, Figure 2: no normalization, kernel 3, width 128, depth 200, batch 1,024, 10,000
    /// simulations.
    /// </summary>
    Diffusion,

    /// <summary><c>vanilla_histo_fc</c>: the same, fully connected.</summary>
    DiffusionConnected,

    /// <summary>
    /// <c>vanilla</c>, Figure 3: no normalization, kernel 3, width 512, depth 200, batch 64, 1,000 simulations.
    /// </summary>
    Vanilla,

    /// <summary><c>bn_ff</c>, Figure 4: the same with batch norm.</summary>
    BatchNormFeedforward,

    /// <summary>
    /// <c>bn_res</c>, Figure 5: a batch-norm resnet of 500 units of 2 layers, kernel 3, width 512, batch 64, 1,000
    /// simulations; images padded on one side.
    /// </summary>
    BatchNormResidual,
}
