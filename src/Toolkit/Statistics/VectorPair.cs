using System.Numerics;
using System.Runtime.CompilerServices;

namespace MomentsDnns.Statistics;

/// <summary>Loads and stores two hardware vectors of doubles, whether memory holds 32- or 64-bit floats.</summary>
internal static unsafe class VectorPair
{
    /// <summary>Values in a pair.</summary>
    internal static int Count => Vector<float>.Count;

    /// <summary>Reads <see cref="Count"/> values.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Load<T>(T* source, out Vector<double> low, out Vector<double> high) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector.Widen(Vector.Load((float*)source), out low, out high);
        }
        else
        {
            low = Vector.Load((double*)source);
            high = Vector.Load((double*)source + Vector<double>.Count);
        }
    }

    /// <summary>Writes <see cref="Count"/> values, rounding to nearest.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store<T>(T* destination, Vector<double> low, Vector<double> high) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector.Narrow(low, high).Store((float*)destination);
        }
        else
        {
            low.Store((double*)destination);
            high.Store((double*)destination + Vector<double>.Count);
        }
    }
}
