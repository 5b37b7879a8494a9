using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Onnx.Format;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>Tensors in files of their own, as the conformance suite has them.</summary>
internal static class ProtoTensor
{
    // The suite keeps the bits of bfloat16 as integers.
    public static TensorData Parse(string path, bool isBFloat16)
    {
        TensorProto proto = TensorProto.Parser.ParseFrom(File.ReadAllBytes(path));
        if (isBFloat16 && proto.DataType == (int)ElementType.UInt16) proto.DataType = (int)ElementType.BFloat16;
        return TensorData.Read(proto, Path.GetFileName(path), path);
    }
}
