using System.Diagnostics;
using Microsoft.CodeAnalysis.Scripting;
using MomentsDnns.Notebooks.Documents;
using MomentsDnns.Notebooks.Outputs;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;

namespace MomentsDnns.Notebooks.Execution;

/// <summary>Runs the code cells of notebooks from top to bottom, in this process and on this thread.</summary>
/// <param name="setting">At which scale.</param>
/// <param name="runs">How the notebook measures and where its runs are kept; each has an experiment of its own.</param>
/// <param name="cancellation">Ends the run; a cell that measures ends between two layers.</param>
public sealed class NotebookExecutor(NotebookSetting setting, Measurement runs,
    CancellationToken cancellation = default)
{
    /// <summary>
    /// Runs a notebook: what each cell puts out takes the place of its outputs. Cells behind an error have none.
    /// </summary>
    /// <param name="notebook">The notebook, which is changed.</param>
    /// <param name="started">Told the number of each cell before it runs; null for nobody.</param>
    /// <returns>The error that ended the run, or null.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the notebook holds the outputs up to there.</exception>
    public CellFailure? Run(NotebookDocument notebook, Action<int>? started = null)
    {
        foreach (NotebookCell cell in notebook.CodeCells) cell.ClearResult();
        notebook.Setting = OptionText.Of(setting.Scale);
        ScriptState<object>? state = null;
        foreach (NotebookCell cell in notebook.CodeCells)
        {
            cancellation.ThrowIfCancellationRequested();
            int number = cell.Number!.Value;
            started?.Invoke(number);
            if (Run(cell, number, ref state) is { } failure) return failure;
        }

        return null;
    }

    private CellFailure? Run(NotebookCell cell, int number, ref ScriptState<object>? state)
    {
        using OutputCollector collector = new();
        Stopwatch clock = Stopwatch.StartNew();
        (CellFailure Failure, ErrorOutput Output)? error = null;
        CellLine.Current = 0;
        try
        {
            state = Run(cell.Source, number, state, collector);
            if (state.Exception is { } thrown) error = CellErrors.Of(thrown, number);
            else if (state.ReturnValue is { } value)
                collector.Add(new DisplayOutput(OutputFormatter.Format(value), number));
        }
        catch (CompilationErrorException wrong)
        {
            error = CellErrors.Of(wrong, number);
        }
        catch (Exception thrown) when (!IsCancelled(thrown))
        {
            error = CellErrors.Of(thrown, number); // of a value that cannot be shown
        }

        if (error is { } found) collector.Add(found.Output);
        cell.SetResult(number, collector.Take(), clock.Elapsed);
        return error?.Failure;
    }

    private ScriptState<object> Run(string code, int number, ScriptState<object>? state, OutputCollector collector)
    {
        // Complete but for an await in a cell: this thread runs it all, which libtorch's memory likes best.
        Task<ScriptState<object>> run;
        if (state is null)
        {
            NotebookGlobals globals =
                new(setting, runs, data => Current?.Add(new DisplayOutput(data, null)), cancellation);
            Current = collector;
            run = CellScripts.First(code, number).RunAsync(globals, e => !IsCancelled(e), cancellation);
        }
        else
        {
            Current = collector;
            run = CellScripts.Next(state.Script, code, number).RunFromAsync(state, e => !IsCancelled(e), cancellation);
        }

        return run.GetAwaiter().GetResult();
    }

    // The collector of the cell that runs.
    private OutputCollector? Current { get; set; }

    private bool IsCancelled(Exception error) =>
        error is OperationCanceledException && cancellation.IsCancellationRequested;
}
