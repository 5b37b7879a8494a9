using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MomentsDnns.Notebooks.Execution;

/// <summary>Makes a cell tell which line it has come to.</summary>
internal static class CellLines
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>
    /// The cell's text with a mark in front of each statement of its own, on the same line, so that lines stay what
    /// they are. Methods, lambdas and types have none: their code may run in the innermost loops. Text with an error of
    /// syntax stays as it is.
    /// </summary>
    /// <param name="code">The text.</param>
    public static string Marked(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, Options);
        if (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)) return code;
        StringBuilder marked = new(code);
        foreach (SyntaxNode step in tree.GetRoot().DescendantNodes(HasStepsOfTheCell).Where(IsStep)
            .OrderByDescending(node => node.SpanStart))
        {
            int line = step.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            marked.Insert(step.SpanStart, $"global::{typeof(CellLine).FullName}.{nameof(CellLine.Current)}={line};");
        }

        return marked.ToString();
    }

    private static bool HasStepsOfTheCell(SyntaxNode node) =>
        node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)
        && node is not MemberDeclarationSyntax or GlobalStatementSyntax;

    private static bool IsStep(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax or FieldDeclarationSyntax => true,
        LocalFunctionStatementSyntax => false,
        StatementSyntax statement => statement.Parent is BlockSyntax or SwitchSectionSyntax,
        _ => false,
    };
}
