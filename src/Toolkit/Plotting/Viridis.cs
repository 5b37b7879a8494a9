namespace MomentsDnns.Plotting;

/// <summary>
/// The colour map viridis: even steps look even, also in grey and to people with colour-vision deficiencies. Nine of
/// its colours, linear between. Source: S. van der Walt and N. Smith, 2015 (released into the public domain).
/// </summary>
public static class Viridis
{
    private static readonly RgbColor[] Colors =
    [
        new(0x44, 0x01, 0x54), new(0x47, 0x2D, 0x7B), new(0x3B, 0x52, 0x8B), new(0x2C, 0x72, 0x8E),
        new(0x21, 0x91, 0x8C),
        new(0x28, 0xAE, 0x80), new(0x5E, 0xC9, 0x62), new(0xAD, 0xDC, 0x30), new(0xFD, 0xE7, 0x25),
    ];

    /// <summary>The colour at a share of the scale, held to [0, 1].</summary>
    public static RgbColor At(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (Colors.Length - 1);
        int below = Math.Min((int)place, Colors.Length - 2);
        (RgbColor a, RgbColor b, double t) = (Colors[below], Colors[below + 1], place - below);
        return new(Mix(a.Red, b.Red, t), Mix(a.Green, b.Green, t), Mix(a.Blue, b.Blue, t));
    }

    private static byte Mix(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * share));
}
