using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Results;

public sealed class PrintedNamesTests
{
    [Theory]
    [InlineData("activation", "relu", "ReLU")]
    [InlineData("activation", "leaky-relu", "leaky ReLU")]
    [InlineData("activation", "tanh", "tanh")]
    [InlineData("norm", "group:8", "group norm, 8 groups")]
    [InlineData("norm", "none", "no norm")]
    [InlineData("init", "lecun", "LeCun")]
    [InlineData("architecture", "bn-res", "BN resnet")]
    [InlineData("dataset", "cifar10", "CIFAR-10")]
    [InlineData("dataset", "my-images", "my-images")]
    [InlineData("width", "64", "64")]
    public void Of_AnOptionsValue_IsAsTheLiteraturePrintsIt(string option, string value, string printed) => Assert.Equal(printed, PrintedNames.Of(option, value));

    [Fact]
    public void Of_EveryActivationNormAndInitialization_HasNoDash()
    {
        Assert.All(ActivationCatalog.All, a => Assert.DoesNotContain('-', PrintedNames.Of("activation", a.Name)));
        Assert.All(NormCatalog.All, n => Assert.Contains("norm", PrintedNames.Of("norm", n.Name), StringComparison.Ordinal));
        Assert.All(InitializationCatalog.All, i => Assert.DoesNotContain('-', PrintedNames.Of("init", i.Name)));
    }
}
