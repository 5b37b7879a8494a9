namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>
/// A number that is taken of a network at initialization from one batch at most, and is claimed to rank networks by the
/// accuracy that they reach. A new one is a class and a line of <see cref="ZeroCostCatalog"/>.
/// </summary>
public interface IZeroCostMeasure
{
    /// <summary>Its name in files: lower-case letters, digits and underscores, such as <c>grad_norm</c>.</summary>
    string Name { get; }

    /// <summary>What figures call it; the name by default.</summary>
    string Words => Name;

    /// <summary>What it is, a formula or a few words.</summary>
    string Formula { get; }

    /// <summary>Whether it tells the network's size alone, and no weight, image or label enters.</summary>
    bool IsSize => false;

    /// <summary>Takes it.</summary>
    /// <param name="subject">The network and the batch.</param>
    /// <returns>The number; null where the network has none.</returns>
    double? Take(ZeroCostSubject subject);
}
