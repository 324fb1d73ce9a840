// In: a parameter of a coroutine. Out: how the overload declares it, which is how the user does.
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Declaring;

internal static class ParameterReader
{
    /// <param name="parameter">Of a partial method, that of the part with the body.</param>
    /// <param name="text">Its text.</param>
    /// <param name="callers">Of a partial method, that of the other part, whose name and default value count.</param>
    public static DeclaredParameter Read(IParameterSymbol parameter, ParameterSyntax text, IParameterSymbol? callers)
    {
        var type = text.Type?.ToString() ?? "";
        if (callers is null)
            return new DeclaredParameter(text.Identifier.Text, type, text.WithoutTrivia().ToString(), HandedInParameters.Read(parameter, type, text.Identifier.Text));
        var name = Keywords.Escape(callers.Name);
        var attributes = string.Concat(text.AttributeLists.Select(list => list.WithoutTrivia() + " ")) + string.Concat(callers.GetAttributes().Select(CallerInfo));
        var modifiers = string.Concat(text.Modifiers.Select(modifier => modifier.Text + " "));
        return new DeclaredParameter(name, type, $"{attributes}{modifiers}{type} {name}{(callers.HasExplicitDefaultValue ? " = " + Value(callers) : "")}", HandedInParameters.Read(parameter, type, name));
    }

    // The other part may stand in another file, with other usings; what it says to the compiler about callers is copied by meaning.
    private static string CallerInfo(AttributeData attribute) => attribute.AttributeClass is { Name: var name } type
        && name is "CallerMemberNameAttribute" or "CallerFilePathAttribute" or "CallerLineNumberAttribute" or "CallerArgumentExpressionAttribute"
        ? $"[{type.FullName()}{(attribute.ConstructorArguments is [{ Value: string argument }] ? $"({SymbolDisplay.FormatLiteral(argument, quote: true)})" : "")}] "
        : "";

    private static string Value(IParameterSymbol parameter) => parameter.ExplicitDefaultValue switch
    {
        null => "default",
        float number => Number(number, float.IsNaN(number) || float.IsInfinity(number), "float", number.ToString("R", CultureInfo.InvariantCulture) + "F"),
        double number => Number(number, double.IsNaN(number) || double.IsInfinity(number), "double", number.ToString("R", CultureInfo.InvariantCulture) + "D"),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        var value when parameter.Type.TypeKind == TypeKind.Enum => $"({parameter.Type.FullName()})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
        var value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) ?? "default",
    };

    private static string Number(double number, bool isSpecial, string type, string text) => !isSpecial ? text
        : double.IsNaN(number) ? $"{type}.NaN"
        : number > 0 ? $"{type}.PositiveInfinity" : $"{type}.NegativeInfinity";
}
