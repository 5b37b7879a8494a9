using MomentsDnns.Models.Onnx.Format;
using MomentsDnns.Models.Onnx.Loading;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>Tensors in files of their own, as the conformance suite has them.</summary>
internal static class ProtoTensor
{
    public static Tensor Read(string path, ScalarType floating) => Parse(path).ToTensor(floating);

    public static TensorData Parse(string path) =>
        TensorData.Read(TensorProto.Parser.ParseFrom(File.ReadAllBytes(path)), Path.GetFileName(path), path);
}
