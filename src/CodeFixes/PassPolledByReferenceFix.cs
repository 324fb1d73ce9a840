using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PollGen.CodeFixes.References;

namespace PollGen.CodeFixes;

/// <summary>PG0205: passes by <c>ref</c> or <c>in</c> what a call would move although it has been polled.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PassPolledByReferenceFix() : PassByReference("PG0205");
