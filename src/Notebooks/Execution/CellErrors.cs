using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using MomentsDnns.Notebooks.Outputs;

namespace MomentsDnns.Notebooks.Execution;

/// <summary>Errors of cells as outputs, and in one line. No path of a machine is in them.</summary>
internal static class CellErrors
{
    private const string At = "   at ";

    /// <summary>What the compiler found.</summary>
    public static (CellFailure Failure, ErrorOutput Output) Of(CompilationErrorException error, int cell)
    {
        Diagnostic[] errors = [.. error.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        CellFailure failure =
            new(cell, Line(errors[0]), errors[0].Id, errors[0].GetMessage(CultureInfo.InvariantCulture));
        return (failure, new(failure.Name, failure.Message,
            [.. errors.Select(d => $"{CellScripts.FileName(cell)}, line {Line(d)}: {d.Id}: "
                + $"{d.GetMessage(CultureInfo.InvariantCulture)}")]));
    }

    /// <summary>What a cell's code threw.</summary>
    public static (CellFailure Failure, ErrorOutput Output) Of(Exception error, int cell)
    {
        while (error is AggregateException or TypeInitializationException or TargetInvocationException
            && error.InnerException is { } inner)
        {
            error = inner;
        }
        StackFrame[] frames = new StackTrace(error, fNeedFileInfo: true).GetFrames();
        // Where no frame tells, the statement that the cell had come to.
        int? line = frames.FirstOrDefault(f => f.GetFileName() == CellScripts.FileName(cell)) is { } inCell
            ? Line(inCell, cell) : CellLine.Current > 0 ? CellLine.Current : null;
        // Of libtorch's messages the first line; what follows is a native stack.
        string message = error.Message.Split('\n')[0].TrimEnd();
        CellFailure failure = new(cell, line, error.GetType().Name, message);
        string[] places = [.. frames.Select(frame => Describe(frame, cell)).OfType<string>()], statement = line is null
            || places.Any(IsInCell) ? [] : [$"{At}{CellScripts.FileName(cell)}, line {line}"];
        return (failure, new(error.GetType().FullName ?? failure.Name, message,
            [$"{failure.Name}: {message}", .. places, .. statement]));
    }

    private static bool IsInCell(string place) => place.StartsWith(At + "cell ", StringComparison.Ordinal);

    // An error that the runtime raises for a whole method, such as an index out of range, has the line of some earlier
    // statement.
    private static int Line(StackFrame frame, int cell) =>
        frame.GetFileName() == CellScripts.FileName(cell)
        && frame.GetMethod()?.DeclaringType?.Name.StartsWith("<<Initialize>>", StringComparison.Ordinal) == true
            ? Math.Max(frame.GetFileLineNumber(), CellLine.Current)
            : frame.GetFileLineNumber();

    private static string? Describe(StackFrame frame, int cell)
    {
        if (frame.GetFileName() is { } file && file.StartsWith("cell ", StringComparison.Ordinal))
            return $"{At}{file}, line {Line(frame, cell)}";
        return frame.GetMethod() is { DeclaringType: { Namespace: { } space } type } method
            && !space.StartsWith("System.Runtime", StringComparison.Ordinal)
            && !space.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            ? $"   at {type.FullName}.{method.Name}"
            : null;
    }

    private static int Line(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;
}
