using System.CommandLine;

namespace MomentsDnns.Cli.Options;

/// <summary>Arrays for inputs of a network, <c>NAME=FILE.npy</c> each; may stand several times.</summary>
internal sealed class InputsOption : Option<string[]>
{
    /// <summary>Creates the option.</summary>
    public InputsOption() : base("--input")
    {
        Description = "Array for an input of an ONNX file, of one row or one for each of the batch: tokens, or what "
            + "enters beside the signal; may stand several times [default: tokens drawn uniformly; an attention mask "
            + "of ones; zeros else]";
        HelpName = "NAME=FILE.npy";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
    }

    /// <summary>Names and files.</summary>
    /// <exception cref="UsageException">A word is no such pair.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> In(ParseResult parsed) =>
        [.. (parsed.GetValue(this) ?? []).Select(Pair)];

    private KeyValuePair<string, string> Pair(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && equals < text.Length - 1 ? new(text[..equals], text[(equals + 1)..])
            : throw new UsageException($"{Name} {text}: must be the name of an input and a file; take such as "
                + "attention_mask=mask.npy");
    }
}
