using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Datasets;

/// <summary>
/// One image of <see cref="CifarLikeDataset"/> or <see cref="CifarLikeClassesDataset"/>, drawn from its index: from
/// front to back small things, the parts of an object near the middle, the ground and the background.
/// </summary>
/// <remarks>
/// The constants were fitted to CIFAR-10's statistics (data/README.md); lengths are in cells of
/// <see cref="LeafCanvas"/>. A change of any of them, or of the order of draws, is a new version of the dataset.
/// </remarks>
internal sealed class LeafScene
{
    private const float Side = LeafCanvas.Side, Middle = Side / 2;

    // Standard deviations of tones: of an image's brightness, of brightness within an image, of warmth and tint.
    private const float ImageLight = 0.03f, Light = 0.166f, Warmth = 0.074f, Tint = 0.042f;

    // The variance of warmth and tint divides between an image and its leaves: square roots of the shares 0.4 and 0.6.
    private const float ImageColour = 0.6324555f, LeafColour = 0.7745967f;

    // How far tones spread in each kind of leaf, relative to the background.
    private const float ThingSpread = 0.65f, PartSpread = 1.15f, ObjectSpread = 0.95f, GroundSpread = 1.55f;

    private const float LeastThing = 3.2f, LargestThing = 30, MostThings = 85, ThingsOnObject = 0.65f;
    private const float LeastObject = 7.5f, LargestObject = 30, GroundShare = 0.85f, LeastBlur = 0.15f;
    private const float MostTexture = 0.37f, Slope = 0.08f, SkySlope = 2.5f;

    // Where the object has a grain: standard deviations of its brightness, the least size of the object, and how far
    // its patches are turned from the grain, standard deviation in radians.
    private const float LeastGrain = 0.05f, MostGrain = 0.15f, LeastGrainedObject = 14, GrainSpread = 0.1f;

    private readonly LeafGrain? _grain;
    private readonly RandomStream _stream;
    private readonly LeafTone _image, _object; // shifts of the image's, the object's leaves
    private readonly float _contrast, _texture, _blur;
    private readonly int _things, _parts;
    private readonly float _objectX, _objectY, _objectSize;

    /// <summary>Draws what the image has as a whole.</summary>
    /// <param name="seed">The dataset's seed.</param>
    /// <param name="index">The image's index.</param>
    /// <param name="grain">What the object and the things on it run along; null: directions of their own.</param>
    public LeafScene(ulong seed, int index, LeafGrain? grain)
    {
        _grain = grain;
        _stream = new RandomStream(seed, index, 0, RandomPurpose.Pixels);
        _contrast = Light * (0.7f + 0.6f * Uniform());
        _image = new LeafTone(ImageLight * Bell(), ImageColour * Warmth * Bell(), ImageColour * Tint * Bell());
        _object = new LeafTone(ObjectSpread * _contrast * Even(), Warmth * Bell(), Tint * Bell());
        // Most images are smooth and of few things, some are rough and busy.
        _texture = MostTexture * Uniform() * Uniform();
        float busy = Uniform();
        _things = (int)(MostThings * busy * busy);
        _blur = LeastBlur + (1 - LeastBlur) * Uniform();
        _parts = 2 + (int)(6 * Uniform());
        float least = grain is null ? LeastObject : LeastGrainedObject;
        _objectSize = least + (LargestObject - least) * Uniform();
        (_objectX, _objectY) = (Middle + 7 * Bell(), Middle + 5 * Bell());
    }

    /// <summary>Paints the image; call it once.</summary>
    public void Render(LeafCanvas canvas, Span<float> pixels)
    {
        canvas.Clear();
        for (int i = 0; i < _things; i++) DrawThing(canvas);
        for (int i = 0; i < _parts; i++) DrawPart(canvas);
        if (Uniform() < GroundShare) DrawGround(canvas);
        LeafPaint background = Paint(default, 1, Middle, Middle, Middle);
        canvas.Fill(background with { SlopeY = SkySlope * background.SlopeY });
        canvas.Develop(pixels, _blur);
    }

    private void DrawThing(LeafCanvas canvas)
    {
        // A radius of density r^-3 between two limits, by the inverse of its distribution.
        const float ratio = LeastThing / LargestThing;
        float radius = LeastThing / MathF.Sqrt(1 - Uniform() * (1 - ratio * ratio));
        bool onObject = Uniform() < ThingsOnObject;
        float x = onObject ? _objectX + 0.7f * _objectSize * Bell() : Side * Uniform();
        float y = onObject ? _objectY + 0.5f * _objectSize * Bell() : Side * Uniform();
        LeafTone about = onObject ? _object : default;
        canvas.Draw(Shape(x, y, radius, onObject), Paint(about, ThingSpread, x, y, radius, onObject));
    }

    private void DrawPart(LeafCanvas canvas)
    {
        float radius = _objectSize * (0.25f + 0.75f * Uniform());
        float x = _objectX + 0.6f * _objectSize * Bell(), y = _objectY + 0.45f * _objectSize * Bell();
        canvas.Draw(Shape(x, y, radius, true), Paint(_object, PartSpread, x, y, radius, true));
    }

    // A rectangle far larger than the canvas, of which the slightly tilted upper edge, the horizon, is in sight.
    private void DrawGround(LeafCanvas canvas)
    {
        float tilt = NotZero(0.08f * Bell());
        float cosine = 1 / MathF.Sqrt(1 + tilt * tilt);
        float horizon = Side * (0.25f + 0.6f * Uniform());
        LeafShape ground = new(Middle, horizon + 10 * Side, 20 * Side, 10 * Side, cosine, tilt * cosine, true);
        canvas.Draw(ground, Paint(default, GroundSpread, Middle, 0.75f * Side, Middle));
    }

    private LeafShape Shape(float x, float y, float radius, bool runsAlong)
    {
        if (runsAlong && _grain is not null) return Along(_grain, x, y, radius);
        // A direction: a point of the unit disc, by rejection, then its ray.
        float u, v, square;
        do
        {
            (u, v) = (2 * Uniform() - 1, 2 * Uniform() - 1);
            square = u * u + v * v;
        }
        while (square is > 1 or < 1e-4f);

        float scale = 1 / MathF.Sqrt(square), aspect = 1 - 0.7f * Uniform();
        return new LeafShape(x, y, 0.8f * radius / aspect, radius * aspect, NotZero(u * scale), NotZero(v * scale),
            Uniform() < 0.4f);
    }

    // A patch that is longer along the grain.
    private LeafShape Along(LeafGrain grain, float x, float y, float radius)
    {
        float aside = GrainSpread * Bell(), scale = 1 / MathF.Sqrt(1 + aside * aside), aspect = 0.8f - 0.4f * Uniform();
        return new LeafShape(x, y, 0.8f * radius / aspect, radius * aspect,
            NotZero((grain.Cosine - aside * grain.Sine) * scale), NotZero((grain.Sine + aside * grain.Cosine) * scale),
            Uniform() < 0.4f);
    }

    private LeafPaint Paint(LeafTone about, float spread, float x, float y, float radius, bool runsAlong = false)
    {
        float colour = LeafColour * spread;
        LeafTone own = new(spread * _contrast * Even(), colour * Warmth * Bell(), colour * Tint * Bell());
        uint offset = _stream.NextUInt32();
        int textureX = (int)(offset & (LeafTexture.Side - 1)), textureY = (int)(offset >> 16 & (LeafTexture.Side - 1));
        LeafPaint paint = new(_image + about + own, x, y, Slope * Bell() / radius, Slope * Bell() / radius,
            LeafTexture.Cells, 2 * _texture * Uniform(), textureX, textureY);
        return runsAlong && _grain is not null
            ? paint with { Cells = _grain.Cells, Texture = LeastGrain + (MostGrain - LeastGrain) * Uniform() } : paint;
    }

    private static float NotZero(float x) => MathF.Abs(x) > 1e-3f ? x : 1e-3f;

    private float Uniform() => (_stream.NextUInt32() >> 8) * (1f / (1 << 24));

    // Uniform, mean 0 and variance 1.
    private float Even() => (2 * Uniform() - 1) * 1.7320508f;

    // Nearly normal, mean 0 and variance 1, without functions that machines round differently.
    private float Bell() => (Uniform() + Uniform() + (Uniform() + Uniform()) - 2) * 1.7320508f;
}
