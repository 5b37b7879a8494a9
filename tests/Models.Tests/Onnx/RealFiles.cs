using MomentsDnns.Models.Onnx;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>Networks that others exported, in a folder beside the checkout; absent elsewhere.</summary>
internal static class RealFiles
{
    public static TheoryData<string, long[]> All => new()
    {
        { "ResNet18.onnx", [1, 3, 224, 224] },
        { "ResNetPreprocess.onnx", [1, 3, 224, 224] },
        { "ch_PP-OCRv4_det_infer.onnx", [1, 3, 64, 96] },
        { "ch_PP-OCRv4_rec_infer.onnx", [2, 3, 48, 64] },
        { "ch_ppocr_mobile_v2.0_cls_infer.onnx", [2, 3, 48, 96] },
    };

    public static string Path(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "shared", "onnx", name)))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, $"no ../shared/onnx/{name}");
        return System.IO.Path.Combine(folder!.FullName, "shared", "onnx", name);
    }

    /// <summary>Pixels of a photograph, roughly, as such networks take them.</summary>
    public static Tensor Image(OnnxModel model, ScalarType type, long[] shape, ulong key = 7)
    {
        Tensor x = NormalNumbers.Of(ScalarType.Float32, key, shape);
        return (model.Path.Contains("ResNet18") ? x * tensor(60f) : x).to_type(type);
    }
}
