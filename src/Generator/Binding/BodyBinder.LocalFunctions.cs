// Local functions. One that stands in taken-apart code is declared once, at the end of the generated method, and captures nothing there:
// its callers hand it the variables that it needs, by reference, or their boxes where it may outlive the call.
// A delegate made of one is kept beside the boxes that it closes over, so that two conversions give equal delegates, as in C#.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private void BindLocalFunction(LocalFunctionStatementSyntax function)
    {
        // A local coroutine has a machine; called with Co.Blocking it is an ordinary local function.
        if (!model.GetDeclaredSymbol(function)!.IsLocalCoroutine() || index.Functions.IsCalledDirectly(function, model))
            Add(new BoundLocalFunction(Copy(function)), function);
    }

    /// <summary>Names the local functions that are declared for the whole generated method, and makes room for their delegates.</summary>
    private void BindFunctionsOf(SyntaxNode body)
    {
        foreach (var function in body.DescendantNodes().OfType<LocalFunctionStatementSyntax>().Where(function => StatementShape.IsTakenApart(function.Parent, index)))
            scope.Functions.Declare(model.GetDeclaredSymbol(function)!, function);
        foreach (var conversion in index.Functions.Conversions.Where(conversion => conversion.Function.IsLocalCoroutine() && body.Span.Contains(conversion.Name.Span)))
            scope.Report(Rules.UnsupportedForm, conversion.Name, $"The local coroutine '{conversion.Name.Identifier.Text}' cannot become a delegate; call it with 'co', or write it as a method");
        ResetDelegates(_ => true);
    }

    // New boxes, new delegates.
    private void ResetDelegates(Func<ISymbol, bool> isNew)
    {
        foreach (var (cell, closed) in scope.Functions.Cells)
        {
            if (closed.Any(isNew))
                output.Add(new BoundDeclaration(cell, Code.Of("null!"), cell.Type));
        }
    }
}
