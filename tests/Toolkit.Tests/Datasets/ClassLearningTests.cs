using MomentsDnns.Datasets;
using TorchSharp;

namespace MomentsDnns.Toolkit.Tests.Datasets;

/// <summary>
/// The default classes are learned by convolutions and not by a linear map: of images of half the size, for speed.
/// benchmarks/Classes measures how well, on whole images, more of them and more seeds.
/// </summary>
public sealed class ClassLearningTests
{
    [Fact]
    public void CifarLikeClasses_ConvolutionsLearnThem_LinearMapsDoNot()
    {
        CifarLikeClassesDataset whole = new();
        LabelledImages dataset = new(new FittedDataset(whole, 3, 16, 16), whole);
        LabelledSplit split = LabelledSplit.Of(dataset, new() { Training = 1200, HeldOut = 800 });
        using SmallClassifier linear = SmallClassifier.Linear(dataset, 8, 0), convolutional = SmallClassifier.Convolutional(dataset, 8, 0);

        double ofLinear, ofConvolutional;
        int threads = torch.get_num_threads();
        torch.set_num_threads(1); // beside other tests, two would wait for each other in every small step
        try
        {
            ofLinear = linear.Train(dataset, split, 4, 0.0003)[^1].HeldOut;
            ofConvolutional = convolutional.Train(dataset, split, 10, 0.005)[^1].HeldOut;
        }
        finally
        {
            torch.set_num_threads(threads);
        }

        // Chance is 0.125, a standard error of 800 images 0.012.
        Assert.InRange(ofLinear, 0, 0.2);
        Assert.InRange(ofConvolutional, 0.3, 1);
    }
}
