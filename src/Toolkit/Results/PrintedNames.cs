namespace MomentsDnns.Results;

/// <summary>
/// Names of activations, norms, initializations, topologies, datasets and their like as the literature prints them: one
/// table for the labels of figures, tables and pages.
/// </summary>
public static class PrintedNames
{
    private static readonly Dictionary<(string Option, string Value), string> Names = new()
    {
        [("activation", "relu")] = "ReLU",
        [("activation", "leaky-relu")] = "leaky ReLU",
        [("activation", "gelu")] = "GELU",
        [("activation", "silu")] = "SiLU",
        [("norm", "none")] = "no norm",
        [("norm", "batch")] = "batch norm",
        [("norm", "layer")] = "layer norm",
        [("norm", "instance")] = "instance norm",
        [("norm", "group")] = "group norm",
        [("norm", "position-layer")] = "layer norm by position",
        [("norm", "rms")] = "RMS norm",
        [("init", "he")] = "He",
        [("init", "lecun")] = "LeCun",
        [("init", "gaussian")] = "Gaussian",
        [("init", "kaiming-uniform")] = "Kaiming uniform",
        [("init", "xavier-uniform")] = "Xavier uniform",
        [("init", "xavier-normal")] = "Xavier normal",
        [("init", "pytorch")] = "PyTorch",
        [("architecture", "bn-ff")] = "BN feedforward",
        [("architecture", "bn-res")] = "BN resnet",
        [("dataset", "cifar10")] = "CIFAR-10",
        [("dataset", "cifar-like")] = "CIFAR-like",
        [("dataset", "cifar-like-classes")] = "CIFAR-like classes",
        [("dataset", "mnist")] = "MNIST",
        [("dataset", "fashion-mnist")] = "Fashion-MNIST",
    };

    /// <summary>
    /// The printed name of an option's value; the value with spaces for dashes where literature prints it so.
    /// </summary>
    /// <param name="option">
    /// The option's name as on the command line, without its dashes, such as <c>activation</c>.
    /// </param>
    /// <param name="value">
    /// Its value as on the command line, such as <c>relu</c>; a number behind a colon, as in <c>group:8</c>, follows
    /// the name.
    /// </param>
    public static string Of(string option, string value)
    {
        if (Names.TryGetValue((option, value), out string? name)) return name;
        if (option == "norm" && value.Split(':') is ["group", var groups])
            return $"{Names[(option, "group")]}, {groups} groups";
        return option is "activation" or "norm" or "init" or "architecture" or "topology" or "boundary"
            ? value.Replace('-', ' ') : value;
    }
}
