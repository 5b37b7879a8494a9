using System.Text;
using MomentsDnns.Notebooks.Outputs;

namespace MomentsDnns.Notebooks.Execution;

/// <summary>Gathers what a cell puts out, in order; takes the console's place meanwhile.</summary>
internal sealed class OutputCollector : IDisposable
{
    private readonly Lock _adding = new();
    private readonly List<CellOutput> _outputs = [];
    private readonly TextWriter _output = Console.Out, _error = Console.Error;

    public OutputCollector()
    {
        Console.SetOut(new StreamWriter(this, "stdout"));
        Console.SetError(new StreamWriter(this, "stderr"));
    }

    /// <summary>Adds an output.</summary>
    public void Add(CellOutput output)
    {
        lock (_adding) _outputs.Add(output);
    }

    /// <summary>What was gathered since the last call.</summary>
    public IReadOnlyList<CellOutput> Take()
    {
        lock (_adding)
        {
            CellOutput[] taken = [.. _outputs];
            _outputs.Clear();
            return taken;
        }
    }

    public void Dispose()
    {
        Console.SetOut(_output);
        Console.SetError(_error);
    }

    private void Write(string name, string text)
    {
        lock (_adding)
        {
            if (_outputs.Count > 0 && _outputs[^1] is StreamOutput last && last.Name == name)
                _outputs[^1] = last with { Text = last.Text + text };
            else _outputs.Add(new StreamOutput(name, text));
        }
    }

    private sealed class StreamWriter(OutputCollector collector, string name)
        : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => collector.Write(name, $"{value}");

        public override void Write(char[] buffer, int index, int count) =>
            collector.Write(name, new string(buffer, index, count));

        public override void Write(string? value)
        {
            if (!string.IsNullOrEmpty(value)) collector.Write(name, value);
        }

        public override void WriteLine(string? value) => collector.Write(name, value + '\n');
    }
}
