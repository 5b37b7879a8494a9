namespace MomentsDnns.Plotting.Labels;

/// <summary>Reads the language of labels, which docs/labels.md describes.</summary>
internal sealed class LabelParser
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹", Lowered = "₀₁₂₃₄₅₆₇₈₉";

    private static readonly (string Typed, string Set)[] Signs =
        [("<=", "≤"), (">=", "≥"), ("+-", "±"), ("->", "→"), ("~", "∼")];

    private readonly string _text;
    private readonly List<TextRun> _runs = [];
    private int _at;

    private LabelParser(string text) => _text = text;

    private char Current => _text[_at];

    private bool IsAtEnd => _at >= _text.Length;

    private char Previous => _at > 0 ? _text[_at - 1] : ' ';

    /// <summary>The label that a text means; the text as it is where it is not of the language.</summary>
    public static FigureLabel Parse(string text)
    {
        LabelParser parser = new(text);
        return parser.ReadAll() ? new FigureLabel(parser._runs) : FigureLabel.Empty.Upright(text);
    }

    /// <summary>Whether a text is of the language.</summary>
    public static bool IsOfLanguage(string text) => new LabelParser(text).ReadAll();

    private bool ReadAll()
    {
        while (!IsAtEnd)
        {
            if (Current is '_' or '^' ? !ReadScript() : !ReadOne(TextShift.None)) return false;
        }

        return true;
    }

    private bool ReadScript()
    {
        TextShift shift = Current == '^' ? TextShift.Superscript : TextShift.Subscript;
        // A script needs something to stand at, and no second one of its kind there.
        if (_runs.Count == 0 || Previous == ' ' || _runs[^1].Shift == shift) return false;
        _at++;
        if (IsAtEnd || Current is ' ' or '_' or '^') return false;
        if (Current != '{')
        {
            if (Current is '-' or '+' && _at + 1 < _text.Length && char.IsLetterOrDigit(_text[_at + 1])
                && !ReadOne(shift))
            {
                return false;
            }
            return ReadOne(shift);
        }

        int start = ++_at;
        while (!IsAtEnd && Current != '}')
        {
            if (!ReadOne(shift)) return false;
        }

        return _at++ > start && _at <= _text.Length;
    }

    private bool ReadOne(TextShift shift)
    {
        switch (Current)
        {
            case '{' or '}' or '_' or '^':
                return false;
            case '\\':
                return ++_at < _text.Length && Add(_text[_at++].ToString(), TextStyle.Upright, shift);
            case '"':
                return Delimited('"') is { } words && Add(words, TextStyle.Upright, shift);
            case '*':
                return Delimited('*') is { } vector && !vector.Contains(' ', StringComparison.Ordinal)
                    && Add(GreekLetters.Find(vector) ?? vector, TextStyle.Bold, shift);
        }

        if (char.IsLetterOrDigit(Current)) return AddWord(FactorOf(Word(_at)), shift);
        if (shift == TextShift.None && (Raised.IndexOf(Current) is var digit and >= 0))
            return AddDigit(digit, TextShift.Superscript);
        if (shift == TextShift.None && (Lowered.IndexOf(Current) is var low and >= 0))
            return AddDigit(low, TextShift.Subscript);
        foreach ((string typed, string set) in Signs)
        {
            if (!_text.AsSpan(_at).StartsWith(typed)) continue;
            _at += typed.Length;
            return Add(set, TextStyle.Upright, shift);
        }

        string sign =
            Current switch { '-' when !JoinsWords() => "−", '\'' => IsPrime() ? "′" : "’", _ => Current.ToString() };
        _at++;
        return Add(sign, TextStyle.Upright, shift);
    }

    private bool AddDigit(int digit, TextShift shift)
    {
        _at++;
        return Add(((char)('0' + digit)).ToString(), TextStyle.Upright, shift);
    }

    // What stands between two marks, which are passed over; null where there is no second mark or nothing between.
    private string? Delimited(char mark)
    {
        int end = _text.IndexOf(mark, _at + 1);
        if (end <= _at + 1) return null;
        string inside = _text[(_at + 1)..end];
        _at = end + 1;
        return inside;
    }

    private bool AddWord(string word, TextShift shift)
    {
        bool isArticle = IsArticle(word), isEnding = Previous is '\'' or '’' && _at > 1
            && char.IsLetterOrDigit(_text[_at - 2]);
        _at += word.Length;
        if (GreekLetters.Find(word) is { } letter)
        {
            // As in TeX: the space that ends a name is none between symbols.
            if (shift == TextShift.None && !IsAtEnd && Current == ' ' && _at + 1 < _text.Length && IsSymbol(_at + 1))
                _at++;
            return Add(letter, GreekLetters.IsSmall(letter[0]) ? TextStyle.Italic : TextStyle.Upright, shift);
        }

        bool isItalic = word.All(GreekLetters.IsSmall)
            || (word.Length == 1 && char.IsAsciiLetter(word[0]) && word != "d" && !isArticle && !isEnding);
        return Add(word, isItalic ? TextStyle.Italic : TextStyle.Upright, shift);
    }

    private bool IsSymbol(int at) =>
        _text[at] == '*' || (Word(at) is { Length: > 0 } word
        && ((word.Length == 1 && char.IsLetter(word[0])) || GreekLetters.Find(word) is not null));

    // 2l is 2 and l; 16th, 3x3 and 1e-3 are words.
    private string FactorOf(string word)
    {
        bool hasExponent = _at + word.Length < _text.Length && _text[_at + word.Length] is '-' or '+';
        return word.Length > 1 && char.IsLetter(word[^1]) && word[..^1].All(char.IsAsciiDigit) && !hasExponent
            ? word[..^1] : word;
    }

    // "a" before a space and a word of two letters or more, and so "A" where a sentence begins.
    private bool IsArticle(string word) => (word == "a" ? Previous == ' ' : word == "A" && BeginsSentence())
        && _at + 2 < _text.Length && _text[_at + 1] == ' '
        && Word(_at + 2) is { Length: > 1 } next && next.All(char.IsLetter) && GreekLetters.Find(next) is null;

    private bool BeginsSentence() =>
        _text.AsSpan(0, _at).TrimEnd() is var before
        && (before.Length == 0 || (Previous == ' ' && before[^1] is '.' or ':' or ';' or '?' or '!'));

    // A hyphen has letters or digits on both sides, more than one on one of them: CIFAR-10, but l-1.
    private bool JoinsWords()
    {
        int before = 0;
        while (_at - before > 0 && char.IsLetterOrDigit(_text[_at - before - 1])) before++;
        int after = _at + 1 < _text.Length ? Word(_at + 1).Length : 0;
        return before > 0 && after > 0 && before + after > 2;
    }

    private bool IsPrime()
    {
        bool isBetweenLetters = char.IsLetter(Previous) && _at + 1 < _text.Length && char.IsLetter(_text[_at + 1]);
        return !isBetweenLetters && (Previous == '*'
            || (char.IsLetterOrDigit(Previous) && (_at < 2 || !char.IsLetterOrDigit(_text[_at - 2]))));
    }

    private string Word(int start)
    {
        int end = start;
        while (end < _text.Length && char.IsLetterOrDigit(_text[end])) end++;
        return _text[start..end];
    }

    // Neighbours that are set alike are one piece.
    private bool Add(string text, TextStyle style, TextShift shift)
    {
        if (_runs.Count > 0 && _runs[^1] is { } last && last.Style == style && last.Shift == shift)
            _runs[^1] = last with { Text = last.Text + text };
        else _runs.Add(new(text, style, shift));
        return true;
    }
}
