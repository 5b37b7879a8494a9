using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// The level of libtorch's log. On a processor that NNPACK does not know, every convolution in float64 writes a warning
/// to standard error; no message below an error is of use to a program that checks its results, so none is written
/// unless the variable <c>TORCH_CPP_LOG_LEVEL</c> is set. TorchSharp never reads that variable (libtorch leaves it to
/// <c>c10::initLogging</c>, which only PyTorch calls); here it works as documented for PyTorch.
/// </summary>
internal static unsafe class NativeLog
{
    private const string Variable = "TORCH_CPP_LOG_LEVEL";
    private const int Error = 2;

    private static int s_isSet;

    /// <summary>
    /// Arranges that the level is set as soon as TorchSharp calls its native library for the first time.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Holds for every user of the library, before a first call of "
        + "it.")]
    internal static void SetAtFirstUse()
    {
        if (OperatingSystem.IsWindows()) return; // libtorch is built without NNPACK there
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, OnFirstUse);
        }
        catch (InvalidOperationException)
        {
            // The program has a resolver of its own, which knows where its libraries are.
            SetLevel();
        }
    }

    /// <summary>The level in force, 0 (information) to 3 (fatal); absent where libtorch is not to be found.</summary>
    internal static int? Level => Find("FLAGS_caffe2_log_level") is var flag and not 0 ? *(int*)flag : null;

    private static nint OnFirstUse(string library, Assembly assembly, DllImportSearchPath? path)
    {
        if (Interlocked.Exchange(ref s_isSet, 1) == 0) SetLevel();
        return 0; // found by .NET's own rules
    }

    private static void SetLevel()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            if (Find("FLAGS_caffe2_log_level") is var flag and not 0) *(int*)flag = Error;
        }
        else if (Find("_ZN3c1011initLoggingEv") is var initialize and not 0)
        {
            ((delegate* unmanaged<void>)initialize)();
        }
    }

    // The small library that holds the log, without the rest of libtorch.
    private static nint Find(string symbol) =>
        NativeLibrary.TryLoad("c10", typeof(torch).Assembly, null, out nint library)
        && NativeLibrary.TryGetExport(library, symbol, out nint address) ? address : 0;
}
