using System.Buffers.Binary;
using System.Text;

namespace MomentsDnns.Models.Vision;

/// <summary>
/// Python's pickle as a stack of values, of protocol 2, which PyTorch writes: numbers, texts, tuples, lists and
/// dictionaries. What a pickle calls is data to whoever asked, who knows the few names that tensors need; no code runs
/// and no other name passes.
/// </summary>
/// <param name="bytes">The pickle.</param>
/// <param name="call">What a call of a named function with arguments stands for.</param>
/// <param name="refer">What a reference to something outside of the pickle stands for.</param>
internal sealed class PickleReader(byte[] bytes, Func<PickleGlobal, object?[], object> call,
    Func<object?[], object> refer)
{
    private const int HighestProtocol = 2;

    private readonly Stack<object?> _stack = [];
    private readonly Stack<int> _marks = []; // heights of the stack
    private readonly Dictionary<long, object?> _memo = [];
    private int _at;

    /// <summary>Reads the one value of the pickle.</summary>
    /// <returns>
    /// Of null, bool, long, double, string, object?[] (tuples), List of object?, Dictionary of object and object?,
    /// <see cref="PickleGlobal"/>, and what was called or referred to.
    /// </returns>
    /// <exception cref="InvalidDataException">It is damaged, or holds something else.</exception>
    public object? Read()
    {
        while (true)
        {
            int at = _at;
            byte code = Take(1)[0];
            if (code == '.') return _stack.Count == 1 ? _stack.Pop() : throw Damaged(at);
            try
            {
                Step(code);
            }
            catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentException)
            {
                // What was taken from the stack is not there, or of another kind.
                throw new InvalidDataException(Damaged(at).Message, e);
            }
        }
    }

    private void Step(byte code)
    {
        switch ((char)code)
        {
            case '\u0080' when Take(1)[0] is var version && version > HighestProtocol:
                throw new InvalidDataException($"its pickle is of protocol {version}, PyTorch's is {HighestProtocol}");
            case '\u0080': break;
            case 'N': _stack.Push(null); break;
            case '\u0088': _stack.Push(true); break;
            case '\u0089': _stack.Push(false); break;
            case 'K': _stack.Push((long)Take(1)[0]); break;
            case 'M': _stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case 'J': _stack.Push((long)Int32()); break;
            case '\u008a': _stack.Push(Long()); break;
            case 'G': _stack.Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case 'X': _stack.Push(Encoding.UTF8.GetString(Take(Int32()))); break;
            case 'c': _stack.Push(new PickleGlobal(Line(), Line())); break;
            case '(': _marks.Push(_stack.Count); break;
            case ')': _stack.Push(Array.Empty<object?>()); break;
            case 't': _stack.Push(SinceMark()); break;
            case '\u0085': _stack.Push(Pop(1)); break;
            case '\u0086': _stack.Push(Pop(2)); break;
            case '\u0087': _stack.Push(Pop(3)); break;
            case ']': _stack.Push(new List<object?>()); break;
            case 'a': AddTo(Pop(1)); break;
            case 'e': AddTo(SinceMark()); break;
            case '}': _stack.Push(new Dictionary<object, object?>()); break;
            case 's': Set(Pop(2)); break;
            case 'u': Set(SinceMark()); break;
            case 'q': _memo[Take(1)[0]] = _stack.Peek(); break;
            case 'r': _memo[Int32()] = _stack.Peek(); break;
            case 'h': _stack.Push(Remembered(Take(1)[0])); break;
            case 'j': _stack.Push(Remembered(Int32())); break;
            case 'R' when Pop(2) is [PickleGlobal function, object?[] arguments]:
                _stack.Push(call(function, arguments));
                break;
            case 'Q' when Pop(1) is [object?[] reference]: _stack.Push(refer(reference)); break;
            // Attributes of an ordered dictionary, such as the versions of modules.
            case 'b' when Pop(1) is not null && _stack.Peek() is Dictionary<object, object?>: break;
            case 'R' or 'Q' or 'b': throw new InvalidOperationException("of something else");
            case '\u0081':
                throw new InvalidDataException("it holds objects of a program besides tensors: save "
                    + "model.state_dict() alone");
            default:
                throw new InvalidDataException($"its pickle has the operation 0x{code:x2}, which weights do not need");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > bytes.Length - _at) throw new InvalidDataException("its pickle ends early");
        _at += count;
        return bytes.AsSpan(_at - count, count);
    }

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private long Long()
    {
        int length = Take(1)[0];
        if (length > 8) throw new InvalidDataException("its pickle holds a number of more than 64 bits");
        ReadOnlySpan<byte> digits = Take(length);
        long value = length > 0 && digits[^1] > 127 ? -1 : 0;
        for (int i = length - 1; i >= 0; i--) value = (value << 8) | digits[i];
        return value;
    }

    private string Line()
    {
        int length = bytes.AsSpan(_at).IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(Take(length));
        _at++;
        return line;
    }

    private object?[] Pop(int count)
    {
        if (_stack.Count - count < (_marks.Count > 0 ? _marks.Peek() : 0))
            throw new InvalidOperationException("the stack holds less");
        object?[] values = new object?[count];
        for (int i = count - 1; i >= 0; i--) values[i] = _stack.Pop();
        return values;
    }

    private object?[] SinceMark()
    {
        int height = _marks.Pop();
        return Pop(_stack.Count - height);
    }

    private void AddTo(object?[] values) => Top<List<object?>>().AddRange(values);

    private void Set(object?[] pairs)
    {
        Dictionary<object, object?> target = Top<Dictionary<object, object?>>();
        if (pairs.Length % 2 != 0) throw new InvalidOperationException("a key without a value");
        for (int i = 0; i < pairs.Length; i += 2) target[pairs[i]!] = pairs[i + 1];
    }

    private T Top<T>() where T : class =>
        _stack.Peek() as T ?? throw new InvalidOperationException($"no {typeof(T).Name}");

    private object? Remembered(long place) => _memo.TryGetValue(place, out object? value) ? value
        : throw new InvalidOperationException("nothing is kept there");

    private static InvalidDataException Damaged(int at) => new($"its pickle is damaged at byte {at}");
}
