using MomentsDnns.Build;
using Mono.Cecil;
using Mono.Cecil.Cil;
using TorchSharp;

namespace MomentsDnns.Architectures.Tests.Build;

/// <summary>Reads the code of the TorchSharp that lies beside the tests, the one that they run on.</summary>
public sealed class HandleKeeperTests
{
    [Fact]
    public void TorchSharp_EachNativeCall_KeepsAliveEveryOwnerWhoseHandleWasRead()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(typeof(torch).Assembly.Location);
        HashSet<TypeReference> owners = [.. module.GetTypes().Where(HandleKeeper.IsOwner)];
        Assert.Superset(new HashSet<string> { "TorchSharp.Scalar", "TorchSharp.torch/Tensor", "TorchSharp.torch/Generator" },
            owners.Select(owner => owner.FullName).ToHashSet());

        int calls = 0;
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            int read = 0;
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (HandleKeeper.ReadsHandle(instruction, owners)) read++;
                if (!HandleKeeper.PassesHandles(instruction)) continue;
                calls++;
                int kept = KeptAfter(instruction);
                int expected = read + method.Parameters.Count(p => p.ParameterType is TypeDefinition { IsValueType: false });
                Assert.True(kept >= expected, $"{method.FullName}: {instruction.Operand} keeps {kept} objects alive, not {expected}");
            }
        }

        Assert.True(calls > 1000, $"{calls} native calls were found");
    }

    // Pairs of a load (of a span's elements: two instructions) and GC.KeepAlive.
    private static int KeptAfter(Instruction call)
    {
        int kept = 0;
        for (Instruction? next = call.Next; next is not null; next = next.Next)
        {
            if (next.Operand is MethodReference { Name: "KeepAlive", DeclaringType.FullName: "System.GC" }) kept++;
            else if (next.Operand is not (VariableReference or ParameterReference) && !IsLoad(next)) break;
        }

        return kept;
    }

    private static bool IsLoad(Instruction instruction) =>
        instruction.OpCode.Name.StartsWith("ldarg", StringComparison.Ordinal) || instruction.OpCode.Name.StartsWith("ldloc", StringComparison.Ordinal)
        || instruction.Operand is MethodReference { Name: "ToArray" };
}
