using System.Reflection;
using Microsoft.CodeAnalysis;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Declaring;

/// <summary>The overload says what the method says, in the user's words.</summary>
public class CopiedDeclarationTests
{
    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    [InlineData("protected")]
    [InlineData("protected internal")]
    [InlineData("private protected")]
    [InlineData("private")]
    [InlineData("")]
    public void Accessibility_is_kept(string modifier)
    {
        var (method, overload, machine) = Only($"public partial class P {{ [Coroutine] {modifier} static int M(Co co, int x) => x; }}");
        Assert.Equal(method.DeclaredAccessibility, overload.DeclaredAccessibility);
        Assert.Equal(method.DeclaredAccessibility, machine.DeclaredAccessibility);
    }

    [Theory]
    [InlineData("partial class P { [Coroutine] T M<T, U>(Co co, U x, T y) where T : class, IDisposable, new() where U : struct, IComparable<T> => y; }")]
    [InlineData("partial class P<A> where A : notnull { [Coroutine] A M(Co co, A x) => x; }")]
    [InlineData("partial class P<A> where A : notnull { partial struct Q<B> where B : A { [Coroutine] static (A, B) M<C>(Co co, A x, B y, C z) where C : unmanaged => (x, y); } }")]
    [InlineData("partial record R<T>(T Value) { [Coroutine] T M(Co co) => Value; }")]
    [InlineData("readonly partial record struct R(int Value) { [Coroutine] int M(Co co) => Value; }")]
    [InlineData("partial class P { [Coroutine] static T? M<T>(Co co, T? x) where T : struct, Enum => x; }")]
    [InlineData("partial class P { [Coroutine] static T? M<T>(Co co, T? x) => x; }")]
    [InlineData("partial class P { [Coroutine] static int* [] M<T>(Co co, T? x) => null!; }")]
    public void Types_and_constraints_are_copied(string source)
    {
        var (method, overload, machine) = Only(source.Replace("partial class P { [Coroutine] static int*", "unsafe partial class P { [Coroutine] static int*"));
        Assert.Equal(method.TypeParameters.Length, overload.TypeParameters.Length);
        Assert.Equal(method.TypeParameters.Length, machine.TypeParameters.Length);
        foreach (var (theirs, ours) in method.TypeParameters.Zip(overload.TypeParameters).Concat(method.TypeParameters.Zip(machine.TypeParameters)))
            Assert.Equal(Constraints(theirs), Constraints(ours));
        Assert.Equal(method.Parameters.Skip(1).Select(parameter => parameter.ToDisplayString()), overload.Parameters.Select(parameter => parameter.ToDisplayString()));
        Assert.Equal(method.ReturnType.ToDisplayString(), ((INamedTypeSymbol)overload.ReturnType).TypeArguments[1].ToDisplayString());
    }

    [Theory]
    [InlineData("int x = 3")]
    [InlineData("string x = \"a, b)\"")]
    [InlineData("string? x = null")]
    [InlineData("System.DayOfWeek x = System.DayOfWeek.Friday")]
    [InlineData("int x = Answer")]
    [InlineData("params int[] x")]
    [InlineData("params List<int> x")]
    [InlineData("[System.Diagnostics.CodeAnalysis.AllowNull] string x")]
    [InlineData("[System.Runtime.CompilerServices.CallerMemberName] string x = \"\"")]
    [InlineData("[System.ComponentModel.DefaultValue(1), System.ComponentModel.Description(\"a\")] int x")]
    [InlineData("int @class")]
    [InlineData("int \\u0061bc")]
    [InlineData("(int A, string? B) x")]
    [InlineData("dynamic x")]
    public void Parameters_keep_attributes_defaults_and_names(string parameter)
    {
        var (method, overload, _) = Only($"partial class P {{ const int Answer = 42; [Coroutine] static void M(Co co, {parameter}) {{ }} }}");
        var (theirs, ours) = (method.Parameters[1], overload.Parameters[0]);
        Assert.Equal(theirs.Name, ours.Name);
        Assert.Equal(theirs.Type.ToDisplayString(), ours.Type.ToDisplayString());
        Assert.Equal(theirs.IsParams, ours.IsParams);
        Assert.Equal(theirs.HasExplicitDefaultValue ? theirs.ExplicitDefaultValue : "none", ours.HasExplicitDefaultValue ? ours.ExplicitDefaultValue : "none");
        Assert.Equal(theirs.GetAttributes().Select(attribute => attribute.ToString()), ours.GetAttributes().Select(attribute => attribute.ToString()));
    }

    [Fact]
    public void Of_a_partial_method_callers_see_the_part_without_a_body()
    {
        var input = Setup.Compile("Program",
            ("/src/One.cs", "using System.Runtime.CompilerServices; public partial class P { const int Two = 2; [Coroutine] public static partial string M(Co co, int count = Two, DayOfWeek day = DayOfWeek.Friday, float f = float.NaN, [CallerMemberName] string? who = null); }"),
            ("/src/Two.cs", "using System.Text; public partial class P { public static partial string M(Co co, int n, DayOfWeek d, float f, string? w) { co.Await(Future.Yield()); return new StringBuilder().Append(n).Append(d).Append(f).Append(w).ToString(); } public static string Run() => Future.BlockOn(M()) + Future.BlockOn(M(count: 3, who: \"x\")) + Future.BlockOn(Call()); [Coroutine] static string Call(Co co) => M(co, day: DayOfWeek.Monday); }"));
        using var program = new LoadedProgram(Binary.Of(ProgramRun.Of(input)));
        Assert.Equal("2FridayNaNRun3FridayNaNx2MondayNaNCall", program.Run("P", "Run"));
    }

    [Theory]
    [InlineData("[Coroutine, Obsolete(\"old\")] static void M(Co co) { }", "System.ObsoleteAttribute(\"old\")")]
    [InlineData("[Coroutine] [Obsolete] static void M(Co co) => Gone(new Old()); [Obsolete(\"\", true)] static void Gone(Old old) { } [Obsolete(\"\", true)] class Old;", "System.ObsoleteAttribute")]
    [InlineData("[Coroutine, Obsolete(\"\", true)] static void M(Co co) => co.Await(Future.Yield());", "System.ObsoleteAttribute(\"\", true)")]
    [InlineData("[Coroutine, System.ComponentModel.Description(\"d\")] [return: System.Diagnostics.CodeAnalysis.NotNull] static string M(Co co) => \"\";", "")]
    [InlineData("[Coroutine, System.Runtime.CompilerServices.OverloadResolutionPriority(1)] static void M(Co co, object x) { }", "System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute(1)")]
    public void What_speaks_to_callers_is_copied(string members, string attributes)
    {
        var (_, overload, _) = Only($"partial class P {{ {members} }}");
        Assert.Equal(attributes, string.Join(", ", overload.GetAttributes().Where(attribute => attribute.AttributeClass!.Name != "DebuggerStepThroughAttribute").Select(attribute => attribute.ToString())));
    }

    [Theory]
    [InlineData("NoInlining", "co.Await(Future.Yield());", MethodImplAttributes.NoInlining)]
    [InlineData("AggressiveInlining", "try { co.Await(Future.Yield()); } finally { }", MethodImplAttributes.AggressiveInlining)]
    [InlineData("NoOptimization | MethodImplOptions.NoInlining", "", MethodImplAttributes.NoOptimization | MethodImplAttributes.NoInlining)]
    [InlineData("AggressiveOptimization | MethodImplOptions.PreserveSig", "", MethodImplAttributes.AggressiveOptimization)]
    [InlineData("PreserveSig", "", default(MethodImplAttributes))]
    public void What_speaks_to_the_JIT_is_said_of_what_runs_the_body(string options, string body, MethodImplAttributes expected)
    {
        string coroutine = $"[Coroutine, MethodImpl(MethodImplOptions.{options})] static void";
        var input = Setup.Compile("Program", ("/src/P.cs", $"using System.Runtime.CompilerServices; partial class P {{ {coroutine} M(Co co) {{ {body} }} [Coroutine] static void N(Co co) {{ Inner(co); {coroutine} Inner(Co co) {{ co.Await(Future.Yield()); {body} }} }} }}"));
        var output = ProgramRun.Of(input).ShouldBuild().Output;
        var bodies = output.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>()
            .Where(method => method.Parameters is [{ RefKind: RefKind.Ref, Type.Name: var frame }, ..] && (frame.EndsWith("InnerMachineFrame", StringComparison.Ordinal) || frame == "MMachineFrame")).ToList();
        Assert.Equal(2, bodies.Count);
        Assert.All(bodies, method => Assert.Equal(expected, method.MethodImplementationFlags));
    }

    [Theory]
    [InlineData("partial class Q { [Coroutine, Obsolete(\"\", true)] public virtual void M(Co co) { } } partial interface I { [Coroutine(Overload = \"N\")] void M(Co co); } partial class P : Q, I { [Coroutine, Obsolete(\"\", true)] public override void M(Co co) => base.M(co); }")]
    [InlineData("partial class P(int x) { int Y { get => field; set => field = value + x; } partial event Action E; partial event Action E { add { } remove { } } partial P(); partial P() : this(1) { } [Coroutine] int M(Co co) { co.Await(Future.Yield()); return x + Y; } }")]
    [InlineData("static partial class P { extension<T>(List<T>? list) where T : class { [Coroutine] public static T? N(Co co, T? x) => x; } [Coroutine] static int M(Co co) { List<string>.N(co, null); return 1; } }")]
    [InlineData("static partial class P { extension(string @class) { [Coroutine] public int M<@int>(Co co, @int s) { co.Await(Future.Yield()); return @class.Length; } [Coroutine] public int Unused(Co co, string x) => x.Length; } }")]
    public void Whatever_is_around_it_is_compiled(string source) => Checking.Allows(source);

    [Fact]
    public void Documentation_of_parameters_is_inherited()
    {
        var run = ProgramRun.Of("partial class P { /// <summary>S.</summary>\n/// <param name=\"x\">The x.</param>\n[Coroutine] static void M(Co co, int x) { } }").ShouldBuild();
        Assert.Contains("/// <inheritdoc cref=\"M:P.M(PollGen.Co,System.Int32)\" path=\"/*[not(self::summary)]\"/>", run.FileOf("MMachine"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_extension_stays_one()
    {
        var (_, overload, _) = Only("static partial class P { [Coroutine] internal static int M(this string s, Co co, int x) => x; static object Use() => \"\".M(1); }");
        Assert.True(overload.IsExtensionMethod);
    }

    [Theory]
    [InlineData("#nullable disable", NullableAnnotation.None)]
    [InlineData("#nullable enable", NullableAnnotation.NotAnnotated)]
    public void The_nullable_context_is_that_of_the_method(string directive, NullableAnnotation annotation)
    {
        var (_, overload, _) = Only($"{directive}\npartial class P {{ [Coroutine] static void M(Co co, string x) {{ }} }}");
        Assert.Equal(annotation, overload.Parameters[0].NullableAnnotation);
    }

    [Theory]
    [InlineData("public partial class P { private class Hidden; [Coroutine] private static Hidden M(Co co, Hidden x) => x; }")]
    [InlineData("public partial class P { private enum Kind { A } [Coroutine] private static void M(Co co, Kind x = Kind.A) { } }")]
    [InlineData("public partial class P { protected struct S { } [Coroutine] protected static S M(Co co, List<S> x) => x[0]; }")]
    [InlineData("namespace @namespace.@int { partial class P { [Coroutine] static void M<@new>(Co co, @new x) { } } }")]
    [InlineData("partial class P { [Coroutine] static void M(Co @await, int @out) { @await.Await(Future.Yield()); _ = @out; } }")]
    [InlineData("unsafe partial class P { [Coroutine] static int M(Co co, int*[] x) => sizeof(P*); }")]
    [InlineData("partial class P { [Coroutine] static void M(Co co, int result, int machine, int cx, int state, int instance, int cx_, int machine_) { co.Await(Future.Yield()); _ = result + machine + cx + state + instance + cx_ + machine_; } }")]
    [InlineData("partial class P { int state; [Coroutine] int M(Co co, int instance, int frame) { co.Await(Future.Yield()); return state + instance + frame; } }")]
    [InlineData("partial class PollGen2 { [Coroutine] static void Future(Co co) { co.Await(global::PollGen.Future.Yield()); } }")]
    [InlineData("namespace N { partial class System { [Coroutine] static void PollGen(Co co) { co.Await(Future.Yield()); } } }")]
    [InlineData("partial class P<T> { [Coroutine] static void M(Co co, P<T> x) { M(co, new P<T>()); co.Await(Future.Yield()); } }")]
    [InlineData("partial class P { [Coroutine] static void M<T>(Co co, T T2) { co.Await(Future.Yield()); _ = T2; } }")]
    public void Unusual_names_and_hidden_types_are_compiled(string source) => Checking.Allows(source);

    [Theory]
    [InlineData("partial class @class { [Coroutine] static int @event(Co co, int @in) => @in; }")]
    [InlineData("partial class P { [Coroutine(Overload = \"event\")] static void M(Co co) { } }")]
    public void Keywords_are_names_of_coroutines(string source) => Checking.Allows(source);

    [Theory]
    [InlineData("partial class P { [Coroutine] static unsafe int M(Co co, delegate*<int>[] x) => sizeof(int*); }")]
    public void Function_pointers_in_arrays_are_compiled(string source) => Checking.Allows(source);

    private static (IMethodSymbol Method, IMethodSymbol Overload, INamedTypeSymbol Machine) Only(string source)
    {
        var output = ProgramRun.Of(source).ShouldBuild().Output;
        var method = Checking.Coroutines(output).Single();
        var overload = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .Single(other => other.Name == method.Name && other.ReturnType is INamedTypeSymbol { Name: "Future" });
        return (method, overload, (INamedTypeSymbol)((INamedTypeSymbol)overload.ReturnType).TypeArguments[0].OriginalDefinition);
    }

    private static string Constraints(ITypeParameterSymbol parameter) => string.Join(", ",
        [parameter.HasReferenceTypeConstraint, parameter.HasValueTypeConstraint, parameter.HasUnmanagedTypeConstraint, parameter.HasNotNullConstraint, parameter.HasConstructorConstraint, .. parameter.ConstraintTypes.Select(type => type.ToDisplayString())]);
}
