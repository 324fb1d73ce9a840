using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PollGen.Generator.Declaring;

internal static class LanguageLevel
{
    /// <summary>Whether the language of the project lacks what generated code is written in.</summary>
    public static bool IsLanguageTooOld(this Compilation compilation) => compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp14 };
}
