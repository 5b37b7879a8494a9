// Compiled twice: by MSBuild as an inline task (KeepHandlesAlive.targets) and by the tests. Hence C# 7.3 and no
// dependency beyond MSBuild's own assemblies and Mono.Cecil.
#nullable disable
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MomentsDnns.Build
{
    /// <summary>
    /// Copies TorchSharp's assembly and makes each of its native calls keep alive the objects whose handles it passes.
    /// </summary>
    public sealed class KeepHandlesAlive : Microsoft.Build.Utilities.Task
    {
        /// <summary>The assembly as its package ships it; never written to.</summary>
        [Required]
        public string Source { get; set; }

        /// <summary>Where the mended copy goes; written to a temporary name and renamed.</summary>
        [Required]
        public string Destination { get; set; }

        /// <inheritdoc/>
        public override bool Execute()
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Destination));
                // Several projects of one solution build at once: a private name, then a rename.
                string temporary = Destination + "." + Guid.NewGuid().ToString("N");
                int calls;
                using (ModuleDefinition module = ModuleDefinition.ReadModule(Source))
                {
                    calls = HandleKeeper.Mend(module);
                    module.Write(temporary);
                }

                if (File.Exists(Destination)) File.Delete(Destination);
                File.Move(temporary, Destination);
                Log.LogMessage(MessageImportance.Normal, "{0}: {1} native calls keep their arguments alive", Destination, calls);
                return true;
            }
            catch (Exception error) when (error is IOException || error is BadImageFormatException || error is UnauthorizedAccessException)
            {
                Log.LogError("{0} could not be mended (its native calls must keep their arguments alive): {1}", Source, error.Message);
                return false;
            }
        }
    }

    /// <summary>
    /// The missing <c>GC.KeepAlive</c> of TorchSharp. Its <c>Scalar</c>, <c>Tensor</c> and <c>Generator</c> free their native
    /// halves in finalizers, but a native call receives a bare <c>Handle</c>: with that read, the object counts as garbage while
    /// the call still works on its memory. In each method that makes a native call, the mended code keeps alive, past the call,
    /// <c>this</c>, every argument that is an object, and every object whose handle was read.
    /// </summary>
    public static class HandleKeeper
    {
        private static readonly Dictionary<string, OpCode> LongBranches = typeof(OpCodes).GetFields()
            .Select(field => (OpCode)field.GetValue(null))
            .Where(code => code.OperandType == OperandType.InlineBrTarget)
            .ToDictionary(code => code.Name + ".s");

        /// <summary>Adds what is missing to every method of the module.</summary>
        /// <returns>The number of native calls that now keep their arguments alive.</returns>
        public static int Mend(ModuleDefinition module)
        {
            HashSet<TypeReference> owners = new HashSet<TypeReference>(module.GetTypes().Where(IsOwner));
            IMetadataScope core = module.TypeSystem.CoreLibrary;
            MethodReference keepAlive = new MethodReference("KeepAlive", module.TypeSystem.Void, new TypeReference("System", "GC", module, core));
            keepAlive.Parameters.Add(new ParameterDefinition(module.TypeSystem.Object));
            return module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).Sum(method => Mend(method, owners, keepAlive));
        }

        /// <summary>Whether an instruction hands native handles to a method: a native one, or one that takes a bare handle.</summary>
        public static bool PassesHandles(Instruction instruction)
        {
            return instruction.OpCode.FlowControl == FlowControl.Call && instruction.OpCode != OpCodes.Newobj
                && instruction.Operand is MethodDefinition called
                && (called.IsPInvokeImpl || called.Parameters.Any(p => IsHandle(p.ParameterType)));
        }

        /// <summary>Whether an instruction reads the native handle of a finalizable object.</summary>
        public static bool ReadsHandle(Instruction instruction, ICollection<TypeReference> owners)
        {
            if (instruction.OpCode == OpCodes.Ldfld)
                return instruction.Operand is FieldDefinition field && owners.Contains(field.DeclaringType) && IsHandle(field.FieldType);
            return instruction.OpCode.FlowControl == FlowControl.Call && instruction.Operand is MethodDefinition getter
                && getter.IsGetter && getter.HasThis && owners.Contains(getter.DeclaringType) && IsHandle(getter.ReturnType);
        }

        /// <summary>Whether a type is a class whose finalizer frees what a handle in it points to.</summary>
        public static bool IsOwner(TypeDefinition type)
        {
            return type.IsClass && !type.IsValueType && !type.HasGenericParameters
                && type.Methods.Any(method => method.Name == "Finalize") && type.Fields.Any(field => !field.IsStatic && IsHandle(field.FieldType));
        }

        private static bool IsHandle(TypeReference type)
        {
            return type.MetadataType == MetadataType.IntPtr || type is ArrayType array && array.ElementType.MetadataType == MetadataType.IntPtr;
        }

        private static int Mend(MethodDefinition method, HashSet<TypeReference> owners, MethodReference keepAlive)
        {
            MethodBody body = method.Body;
            if (!body.Instructions.Any(PassesHandles)) return 0;

            List<ParameterDefinition> arguments = method.Parameters.Where(p => IsObject(p.ParameterType) || IsSpan(p.ParameterType)).ToList();
            if (method.HasThis && !method.DeclaringType.IsValueType && !method.IsConstructor) arguments.Insert(0, body.ThisParameter);
            List<VariableDefinition> held = new List<VariableDefinition>();
            ILProcessor code = body.GetILProcessor();
            body.InitLocals = true;
            LengthenBranches(body);
            int calls = 0;
            foreach (Instruction instruction in body.Instructions.ToArray())
            {
                if (ReadsHandle(instruction, owners) && instruction.Previous?.OpCode != OpCodes.Constrained)
                {
                    // Written over, not inserted before, so that jumps to the instruction arrive at the first of the three.
                    VariableDefinition owner = new VariableDefinition(method.Module.TypeSystem.Object);
                    body.Variables.Add(owner);
                    held.Add(owner);
                    Instruction read = code.Create(OpCodes.Nop);
                    read.OpCode = instruction.OpCode;
                    read.Operand = instruction.Operand;
                    instruction.OpCode = OpCodes.Dup;
                    instruction.Operand = null;
                    Instruction store = code.Create(OpCodes.Stloc, owner);
                    code.InsertAfter(instruction, store);
                    code.InsertAfter(store, read);
                }
                else if (PassesHandles(instruction))
                {
                    calls++;
                    Instruction last = instruction;
                    foreach (Instruction next in arguments.SelectMany(argument => Load(code, argument).Append(code.Create(OpCodes.Call, keepAlive)))
                                 .Concat(held.SelectMany(owner => new[] { code.Create(OpCodes.Ldloc, owner), code.Create(OpCodes.Call, keepAlive) })))
                    {
                        code.InsertAfter(last, next);
                        last = next;
                    }
                }
            }

            return calls;
        }

        // A jump over added instructions may leave the 127 bytes that a short form reaches.
        private static void LengthenBranches(MethodBody body)
        {
            foreach (Instruction instruction in body.Instructions.Where(i => i.OpCode.OperandType == OperandType.ShortInlineBrTarget))
                instruction.OpCode = LongBranches[instruction.OpCode.Name];
        }

        // Of a span, an array of its elements: made after the call, it needs the elements to have lived until then.
        private static IEnumerable<Instruction> Load(ILProcessor code, ParameterDefinition argument)
        {
            if (!IsSpan(argument.ParameterType)) return new[] { code.Create(OpCodes.Ldarg, argument) };
            TypeReference element = ((GenericInstanceType)argument.ParameterType).ElementType.GenericParameters[0];
            MethodReference toArray = new MethodReference("ToArray", new ArrayType(element), argument.ParameterType) { HasThis = true };
            return new[] { code.Create(OpCodes.Ldarga, argument), code.Create(OpCodes.Call, toArray) };
        }

        private static bool IsSpan(TypeReference type)
        {
            return type is GenericInstanceType span && span.ElementType.FullName == "System.ReadOnlySpan`1" && IsObject(span.GenericArguments[0]);
        }

        private static bool IsObject(TypeReference type)
        {
            return !type.IsValueType && !type.IsByReference && !type.IsPointer && !type.IsGenericParameter
                && type.MetadataType != MetadataType.String && type.MetadataType != MetadataType.FunctionPointer;
        }
    }
}
