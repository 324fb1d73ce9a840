using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private Code BindInterpolation(InterpolatedStringExpressionSyntax interpolated)
    {
        if (HandlerOf(interpolated) is { } handler)
            return BindHandler(handler, interpolated, _ => null, isByReference: false, isKept: false);
        var holes = interpolated.Contents.OfType<InterpolationSyntax>().ToList();
        // A FormattableString is made of the values and formats them later.
        if (model.GetTypeInfo(interpolated).ConvertedType is { Name: "FormattableString" or "IFormattable" })
            return BindStrict(interpolated, [.. holes.Select(hole => hole.Expression)]);
        var replacements = FormatInTurn(interpolated, holes.FindLastIndex(index.Suspends), text => text);
        return Copy(interpolated, replacements);
    }

    /// <summary>
    /// The handler of the base library cannot be kept, but all that it does is to make a string: its parts are formatted in turn.
    /// </summary>
    private Code BindDefaultHandler(InterpolatedStringExpressionSyntax interpolated, Code? provider, bool isKept)
    {
        var last = interpolated.Contents.OfType<InterpolationSyntax>().ToList().FindLastIndex(index.Suspends);
        var whole = Copy(interpolated, FormatInTurn(interpolated, last, Format));
        if (!isKept)
            return whole;
        var text = scope.Temporary("text", model.Compilation.GetSpecialType(SpecialType.System_String));
        Add(new BoundDeclaration(text, Format(whole), "string"), interpolated);
        return "$\"{" + Code.Of(text) + "}\"";

        Code Format(Code part) => provider is null ? part : "string.Create(" + provider + ", " + part + ")";
    }

    /// <summary>Formats each part before the last that suspends when its turn comes, as the string's own handler would do.</summary>
    /// <param name="interpolated">The string.</param>
    /// <param name="last">The last hole that suspends.</param>
    /// <param name="format">Makes a string of a part.</param>
    private Dictionary<SyntaxNode, Code> FormatInTurn(InterpolatedStringExpressionSyntax interpolated, int last, Func<Code, Code> format)
    {
        var holes = interpolated.Contents.OfType<InterpolationSyntax>().ToList();
        var replacements = new Dictionary<SyntaxNode, Code>();
        for (var i = 0; i <= last; i++)
        {
            var value = BindFinal(holes[i].Expression);
            if (i == last)
            {
                replacements[holes[i].Expression] = value;
                continue;
            }

            var formatted = scope.Temporary("part", model.Compilation.GetSpecialType(SpecialType.System_String));
            var hole = TextCopier.Copy(scope, holes[i], new Dictionary<SyntaxNode, Code> { [holes[i].Expression] = value });
            // The same quotes and braces, so that formats keep their escapes.
            Add(new BoundDeclaration(formatted, format(interpolated.StringStartToken.Text.Trim() + hole + interpolated.StringEndToken.Text.Trim()), "string"), holes[i]);
            replacements[holes[i]] = holes[i].OpenBraceToken.Text + Code.Of(formatted) + holes[i].CloseBraceToken.Text;
        }

        return replacements;
    }
}
