using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class LeafShapeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Span_EveryHeight_AgreesWithThePointsInside(bool rectangular)
    {
        LeafShape shape = new(30, 20, 9, 4, 0.6f, 0.8f, rectangular);
        for (float y = 5; y < 35; y += 0.37f)
        {
            (float low, float high) = shape.Span(y);
            for (float x = 10; x < 50; x += 0.37f)
            {
                float along = (0.6f * (x - 30) + 0.8f * (y - 20)) / 9, across = (0.6f * (y - 20) - 0.8f * (x - 30)) / 4;
                float size = rectangular ? MathF.Max(MathF.Abs(along), MathF.Abs(across)) : along * along + across * across;
                if (MathF.Abs(size - 1) > 1e-3f) Assert.Equal(size < 1, x >= low && x <= high);
                if (size < 1) Assert.InRange(y, 20 - shape.Reach, 20 + shape.Reach);
            }
        }
    }
}
