using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PollGen.CodeFixes.References;

namespace PollGen.CodeFixes;

/// <summary>PG0204: passes by <c>ref</c> or <c>in</c> what a call would copy.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PassCopiedByReferenceFix() : PassByReference("PG0204");
