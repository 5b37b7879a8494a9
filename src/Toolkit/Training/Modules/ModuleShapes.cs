using System.IO.Hashing;
using System.Text;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Modules;

/// <summary>
/// What can be known of a module without its code: names, shapes and types of its parameters and buffers. Two modules
/// of equal shapes may compute different functions.
/// </summary>
internal static class ModuleShapes
{
    /// <summary>XXH3 (128 bits, hexadecimal) of them, whatever the precision of floating-point numbers.</summary>
    /// <param name="module">The module.</param>
    public static string Of(nn.Module module)
    {
        IEnumerable<(string Kind, string Name, Tensor Value)> numbers =
        [
            .. module.named_parameters().Select(p => ("parameter", p.name, (Tensor)p.parameter)),
            .. module.named_buffers().Select(b => ("buffer", b.name, b.buffer)),
        ];
        string text = string.Join('\n', numbers.Select(n => $"{n.Kind} {n.Name} {string.Join('x', n.Value.shape)} "
            + (n.Value.is_floating_point() ? "real" : $"{n.Value.dtype}")));
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
    }
}
