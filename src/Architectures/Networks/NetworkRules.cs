using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Architectures.Networks;

/// <summary>The rules of <see cref="NetworkOptions"/>: of single values, and of values together.</summary>
internal static class NetworkRules
{
    private const int LargestKernelSize = 99;
    private const string TakeAnother = "take {ConvolutionAlgorithm.Auto} or {ConvolutionAlgorithm.Direct}";

    /// <summary>Every rule that options break.</summary>
    public static IReadOnlyList<OptionFault> Broken(NetworkOptions options)
    {
        List<OptionFault> faults = [];
        RequireAtLeastOne(faults, nameof(options.Depth), options.Depth);
        RequireAtLeastOne(faults, nameof(options.Width), options.Width);
        RequireAtLeastOne(faults, nameof(options.ResidualDepth), options.ResidualDepth);
        RequireAtMost(faults, nameof(options.Depth), options.Depth, NetworkOptions.LargestDepth,
            "a simulation is kept when it has passed all layers, and so many take minutes of the narrowest net");
        RequireAtMost(faults, nameof(options.ResidualDepth), options.ResidualDepth, NetworkOptions.LargestResidualDepth,
            "the weights of a unit's layers are in memory together");
        AddKernelFaults(faults, options);
        AddConvolutionFaults(faults, options);
        AddNormFaults(faults, options);
        faults.AddRange(InitializationRules.Broken(options));
        // A topology may count on sound options.
        if (faults.Count == 0) faults.AddRange(options.Topology.Faults(options));
        return faults;
    }

    private static void AddKernelFaults(List<OptionFault> faults, NetworkOptions options)
    {
        int size = options.KernelSize;
        if (size is < 1 or > LargestKernelSize)
        {
            faults.Add(new(nameof(options.KernelSize), $"{size}", $"must be from 1 to {LargestKernelSize}",
                "take 1 (fully connected), 3 or 5"));
        }
        else if (!ConvolutionShape.HasCentre(size, options.Boundary))
        {
            faults.Add(new(nameof(options.KernelSize), $"{size}",
                "must be odd where the boundary is not periodic: an even kernel has no centre to mirror",
                "take an odd size, or {Boundary = Boundary.Periodic}"));
        }
        else
        {
            // The weights alone: what an algorithm makes of them is addressed without that bound, and is part of the
            // memory that a run needs.
            int largest = (int)Math.Sqrt(NetworkOptions.LargestTensor / (size * size));
            RequireAtMost(faults, nameof(options.Width), options.Width, largest,
                $"it makes weights of more than {NetworkOptions.LargestTensor} values with kernels of size {size}");
        }
    }

    private static void AddConvolutionFaults(List<OptionFault> faults, NetworkOptions options)
    {
        if (options.Convolution == ConvolutionAlgorithm.Winograd && options.KernelSize != 3)
        {
            faults.Add(OptionFault.Of(nameof(options.Convolution), options.Convolution,
                $"exists for kernels of size 3, this one is {options.KernelSize}", TakeAnother));
        }

        if (options.Convolution == ConvolutionAlgorithm.Fourier && options.KernelSize == 1)
        {
            faults.Add(OptionFault.Of(nameof(options.Convolution), options.Convolution,
                "exists for kernels above size 1, this one is 1", TakeAnother));
        }

        if (options.Convolution == ConvolutionAlgorithm.Fourier && !ConvolutionShape.IsOfTori(options.Boundary))
        {
            faults.Add(OptionFault.Of(nameof(options.Convolution), options.Convolution,
                $"exists for the periodic boundaries, this one is {{Boundary.{options.Boundary}}}", TakeAnother));
        }
    }

    private static void AddNormFaults(List<OptionFault> faults, NetworkOptions options)
    {
        if (!(options.NormEpsilon >= 0) || double.IsInfinity(options.NormEpsilon))
        {
            faults.Add(new(nameof(options.NormEpsilon), OptionFault.Format(options.NormEpsilon),
                "must be a finite number, 0 or more",
                "take 0.001, the default"));
        }

        NormKind norm = options.Norm;
        bool hasUnevenGroups = norm.HasGroups && (options.NormGroups < 1 || options.Width % options.NormGroups != 0);
        if (hasUnevenGroups)
        {
            int nearest = Divisors.Nearest(options.Width, options.NormGroups);
            faults.Add(new(nameof(options.NormGroups), $"{options.NormGroups}",
                $"must divide the width, {options.Width}, into groups of equal size",
                $"take {{NormGroups = {nearest}|{norm.TextOf(options with { NormGroups = nearest })}}}")
            {
                OptionValue = norm.TextOf(options),
            });
        }
        else if (norm.StandardizedOver is { OverImages: false } group && group.Channels(options) == 1
            && (options.IsFullyConnected || !group.OverPositions))
        {
            faults.Add(new(nameof(options.Norm), norm.TextOf(options),
                "normalizes single values " + (options.IsFullyConnected ? "in a fully connected net "
                    : "in a net of one channel ") + "(one position, one channel): every output would be 0",
                options.IsFullyConnected ? "take {NormKind.Batch} or {NormKind.Layer}, or {KernelSize = 3}"
                    : "take {NormKind.Batch}, or more channels"));
        }

        faults.AddRange(norm.Faults(options));
        if (options.NormStatistics != NormStatistics.Frozen && !norm.CanHoldStatistics)
        {
            faults.Add(OptionFault.Of(nameof(options.NormStatistics), options.NormStatistics,
                "belongs to batch norm: to the others' noise statistics are never constants",
                "leave it out, or take {Norm = NormKind.Batch}"));
        }
    }

    private static void RequireAtLeastOne(List<OptionFault> faults, string name, int value)
    {
        if (value < 1) faults.Add(new(name, $"{value}", "must be at least 1", "take a positive whole number"));
    }

    private static void RequireAtMost(List<OptionFault> faults, string name, int value, int most, string reason)
    {
        if (value > most)
            faults.Add(new(name, $"{value}", $"must be at most {most}: {reason}", $"take {most} or less"));
    }
}
