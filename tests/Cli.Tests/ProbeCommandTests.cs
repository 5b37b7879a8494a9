namespace MomentsDnns.Cli.Tests;

public sealed class ProbeCommandTests
{
    [Fact]
    public void Probe_ATorchVisionNet_IsARunLikeAnyOther()
    {
        using TemporaryFolder folder = new();
        string run = folder["run"];
        string[] command = ["probe", "torchvision:resnet18", "--init", "he", "--input-shape", "3x32x32", "--batch-size", "4", "--quiet", "--output", run];
        Assert.Equal(0, Moments.Run([.. command, "--simulations", "1"]).ExitCode);
        Moments.Outcome more = Moments.Run([.. command, "--simulations", "2"]);
        Assert.Equal(0, more.ExitCode);
        Assert.Contains("2 replicates of 60 sites", more.Output, StringComparison.Ordinal);
        Assert.Contains("were there already", Moments.Run([.. command, "--simulations", "2"]).Output, StringComparison.Ordinal);

        foreach (string[] reading in (string[][])[["analyze", run], ["plot", run, "--output", folder["figures"]], ["export", run, "--output", folder["table.csv"]],
            ["report", run, "--output", folder["report.html"]], ["compare", run, run, "--output", folder["comparison"]]])
        {
            Moments.Outcome outcome = Moments.Run(reading);
            Assert.True(outcome.ExitCode == 0, $"{reading[0]}: {outcome.Error}");
        }

        Assert.Contains("layer4.1.conv2", File.ReadAllText(folder["table.csv"]), StringComparison.Ordinal);
        Assert.Contains("layer4", Moments.Run("analyze", run).Output, StringComparison.Ordinal);
        Moments.Outcome other = Moments.Run([.. command, "--seed", "7"]);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("--seed 0 there, 7 here", Assert.Single(other.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Probe_OfPhotographs_TakesAFolderOfFolders()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 3; i++)
        {
            using SkiaSharp.SKBitmap bitmap = new(40 + (9 * i), 50 - (7 * i));
            for (int row = 0; row < bitmap.Height; row++)
                for (int column = 0; column < bitmap.Width; column++) bitmap.SetPixel(column, row, new((byte)(row * (3 + i)), (byte)(column * 4), (byte)(row * column)));
            using SkiaSharp.SKData data = bitmap.Encode(i == 0 ? SkiaSharp.SKEncodedImageFormat.Png : SkiaSharp.SKEncodedImageFormat.Jpeg, 90);
            folder.Write($"photographs/n{i % 2}/{i}.JPEG", data.ToArray());
        }

        string[] command = ["probe", "torchvision:resnet18", "--init", "he", "--input-shape", "3x32x32", "--images", folder["photographs"],
            "--scaling", "caffe", "--simulations", "1", "--quiet", "--output", folder["run"]];
        Assert.StartsWith("--batch-size 4: must be at most 3, the images of photographs", Assert.Single(Moments.Run([.. command, "--batch-size", "4"]).ErrorLines), StringComparison.Ordinal);
        Moments.Outcome outcome = Moments.Run([.. command, "--batch-size", "3"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(0, Moments.Run("report", folder["run"], "--output", folder["report.html"]).ExitCode);
        Assert.Contains("--images </span><span class=\"word\">photographs ", File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);
        folder.Write("photographs/n0/0.JPEG", [1, 2, 3]);
        Moments.Outcome damaged = Moments.Run([.. command[..^1], folder["other"], "--batch-size", "3"]);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("0.JPEG: expected a PNG, JPEG or WebP image", Assert.Single(damaged.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Probe_FromASite_MeasuresTheSitesBehindIt()
    {
        using TemporaryFolder folder = new();
        string[] command = ["probe", "torchvision:resnet18", "--init", "he", "--input-shape", "3x32x32", "--batch-size", "4", "--simulations", "1", "--signal-at", "layer3.1", "--quiet"];
        Moments.Outcome outcome = Moments.RunIn(folder["."], command);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string run = Assert.Single(Directory.GetDirectories(folder["runs"]));
        Assert.Equal("torchvision-resnet18-he-frozen-3x32x32-layer3.1-b4-seed0", Path.GetFileName(run));
        Assert.Equal(0, Moments.Run("report", run, "--output", folder["report.html"]).ExitCode);
        Assert.Contains("--signal-at </span><span class=\"word\">layer3.1 ", File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);
        Assert.Equal(0, Moments.Run("plot", run, "--output", folder["figures"]).ExitCode);
    }

    [Fact]
    public void Sample_OwnNetwork_MeasuresAModuleOfItsOwn()
    {
        using TemporaryFolder folder = new();
        Moments.Outcome outcome = Moments.RunSample("OwnNetwork", folder["run"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("blocks.3 ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("zero-dimensional-signal: Absent", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("blocks", Moments.Run("analyze", folder["run"]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("torchvision:resnet18", "--init is needed: torchvision:resnet18 comes without weights; take he or another law, or give its weights")]
    [InlineData("torchvision:resnet19 --init he", "torchvision:resnet19: TorchVision has no such architecture; take one of alexnet,")]
    [InlineData("net.pt", "net.pt: is neither torchvision:NAME, nasbench201:CELL nor a file that ends in .onnx; take such as torchvision:resnet50")]
    [InlineData("missing.onnx", "missing.onnx")]
    [InlineData("torchvision:resnet18 --init xe", "--init xe: must be one of he, uniform,")]
    [InlineData("torchvision:resnet18 --init he --input-shape 3x0x3", "--input-shape 3x0x3: must be whole numbers joined by x; take such as 3x224x224")]
    [InlineData("torchvision:resnet18 --init he --input-shape 4x32x32", "--input-shape 4x32x32: has 4 channels, the images of cifar-like 3; take other images")]
    [InlineData("torchvision:resnet18 --init he --norm-statistics running", "--norm-statistics running: belongs to stored weights")]
    [InlineData("torchvision:resnet18 --init he --memory -1", "--memory -1: must be positive; leave it out for a quarter of what is free")]
    [InlineData("torchvision:resnet18 --init he --batch-size 1", "--batch-size 1: must be at least 2")]
    [InlineData("torchvision:resnet18 --init he --input-shape 3x32x32 --signal-at layer9", "--signal-at layer9: is no site of torchvision:resnet18; take such as conv1, bn1,")]
    [InlineData("torchvision:resnet18 --init he --input x=x.npy", "x: torchvision:resnet18 takes one input, the signal's; leave --input x=.. out")]
    [InlineData("torchvision:resnet18 --init he --input mask.npy", "--input mask.npy: must be the name of an input and a file; take such as attention_mask=mask.npy")]
    [InlineData("torchvision:resnet18 --state missing.safetensors", "missing.safetensors")]
    [InlineData("torchvision:resnet18 --init he --images none", "--images none: there is no such folder; name one that holds images")]
    [InlineData("torchvision:resnet18 --init he --images . --dataset cifar-like", "--images .: --dataset names other images; leave one of them out")]
    [InlineData("torchvision:resnet18 --init he --input-shape 1x32x32 --scaling caffe", "--scaling caffe: is of three channels, inputs are 1x32x32; take batch")]
    [InlineData("torchvision:resnet18 --init he --input-shape 3072 --images .", "--images .: torchvision:resnet18 takes vectors of 3072 values, photographs have rows and columns")]
    public void Probe_OfWhatCannotBe_IsOneLine(string arguments, string said)
    {
        using TemporaryFolder folder = new();
        Moments.Outcome outcome = Moments.RunIn(folder["."], ["probe", .. arguments.Split(' '), "--quiet"]);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains(said, Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }
}
