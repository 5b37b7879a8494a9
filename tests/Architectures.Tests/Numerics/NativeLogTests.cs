using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Numerics;

public sealed class NativeLogTests
{
    [Fact]
    public void Level_AfterAFirstTensor_IsErrorUnlessTheUserSetsIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "libtorch has no NNPACK on Windows");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TORCH_CPP_LOG_LEVEL") is not null, "TORCH_CPP_LOG_LEVEL is set");

        ones(1).Dispose();

        Assert.Equal(2, NativeLog.Level);
    }
}
