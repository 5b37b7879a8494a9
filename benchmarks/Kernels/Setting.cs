namespace MomentsDnns.Benchmarks.Kernels;

/// <summary>The sizes at which the study measured.</summary>
public enum Setting
{
    /// <summary>Batch 32, width 128.</summary>
    Quick,

    /// <summary>Batch 64, width 512.</summary>
    Paper,
}
