// Compiled twice: by MSBuild as an inline task (NativeLoading.targets) and by the tests. Hence C# 7.3 and no
// dependency beyond MSBuild's own assemblies.
#nullable disable
using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Build.Framework;

namespace MomentsDnns.Build
{
    /// <summary>
    /// Copies a shared library and marks one needed symbol version as weak in the copy, so that the loader
    /// accepts a system whose library lacks that version. Does nothing where the system has the version.
    /// </summary>
    public sealed class WeakenElfVersion : Microsoft.Build.Utilities.Task
    {
        /// <summary>The library as its package ships it; never written to.</summary>
        [Required]
        public string Source { get; set; }

        /// <summary>Where the patched copy goes; written to a temporary name and renamed.</summary>
        [Required]
        public string Destination { get; set; }

        /// <summary>The symbol version to weaken, such as GLIBCXX_3.4.32.</summary>
        [Required]
        public string SymbolVersion { get; set; }

        /// <summary>The library that provides the version, such as libstdc++.so.6.</summary>
        [Required]
        public string Provider { get; set; }

        /// <summary>True when <see cref="Destination"/> holds a patched copy that should replace the source.</summary>
        [Output]
        public bool Patched { get; set; }

        /// <inheritdoc/>
        public override bool Execute()
        {
            try
            {
                if (SystemProvides()) return true;
                if (File.Exists(Destination) &&
                    File.GetLastWriteTimeUtc(Destination) >= File.GetLastWriteTimeUtc(Source))
                {
                    Patched = true;
                    return true;
                }

                byte[] image = File.ReadAllBytes(Source);
                if (ElfVersionNeeds.Weaken(image, SymbolVersion) == 0) return true;
                Directory.CreateDirectory(Path.GetDirectoryName(Destination));
                // Several projects of one solution build at once: a private name, then a rename.
                string temporary = Destination + "." + Guid.NewGuid().ToString("N");
                File.WriteAllBytes(temporary, image);
                if (File.Exists(Destination)) File.Delete(Destination);
                File.Move(temporary, Destination);
                Patched = true;
                Log.LogMessage(MessageImportance.Normal, "{0}: need of {1} marked weak in {2}",
                    Path.GetFileName(Source), SymbolVersion, Destination);
                return true;
            }
            catch (Exception error) when (error is IOException || error is InvalidDataException || error is UnauthorizedAccessException)
            {
                Log.LogError("{0} could not be prepared for this system, whose {1} lacks {2}: {3}",
                    Source, Provider, SymbolVersion, error.Message);
                return false;
            }
        }

        // The runtime that executes MSBuild has the C++ library mapped already: ask that very file.
        private bool SystemProvides()
        {
            foreach (string line in File.ReadAllLines("/proc/self/maps"))
            {
                int slash = line.IndexOf('/');
                if (slash < 0 || line.IndexOf("/" + Provider, StringComparison.Ordinal) < 0) continue;
                string path = line.Substring(slash);
                if (!File.Exists(path)) continue;
                return ElfVersionNeeds.Contains(File.ReadAllBytes(path), SymbolVersion);
            }

            foreach (string folder in new[] { "/lib64", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib" })
            {
                string path = Path.Combine(folder, Provider);
                if (File.Exists(path)) return ElfVersionNeeds.Contains(File.ReadAllBytes(path), SymbolVersion);
            }

            return true; // nothing known about this system: leave the package's file as it is
        }
    }

    /// <summary>The version requirements (section .gnu.version_r) of a 64-bit little-endian ELF image.</summary>
    public static class ElfVersionNeeds
    {
        private const uint TypeRela = 4, TypeDynamicSymbols = 11, TypeVersionNeeds = 0x6ffffffe, TypeVersions = 0x6fffffff;
        private const ushort FlagWeak = 0x2;

        /// <summary>Marks every need of <paramref name="version"/> weak, in place.</summary>
        /// <returns>How many entries were marked; 0 when the image does not ask for that version.</returns>
        /// <exception cref="InvalidDataException">
        /// Not such an ELF image, or a relocation refers to a symbol of that version, so that the library could not
        /// work without it.
        /// </exception>
        public static int Weaken(byte[] image, string version)
        {
            List<Section> sections = ReadSections(image);
            int weakened = 0;
            foreach (Section needs in sections.FindAll(s => s.Type == TypeVersionNeeds))
            {
                Section names = sections[(int)needs.Link];
                long need = needs.Offset;
                while (true)
                {
                    ushort count = BitConverter.ToUInt16(image, At(image, need + 2, 2));
                    long entry = need + BitConverter.ToUInt32(image, At(image, need + 8, 4));
                    for (int i = 0; i < count; i++)
                    {
                        int name = At(image, names.Offset + BitConverter.ToUInt32(image, At(image, entry + 8, 4)), 1);
                        if (NameEquals(image, name, version))
                        {
                            ushort index = BitConverter.ToUInt16(image, At(image, entry + 6, 2));
                            RefuseIfRelocated(image, sections, index, version);
                            int flags = At(image, entry + 4, 2);
                            image[flags] |= (byte)FlagWeak;
                            weakened++;
                        }

                        entry += BitConverter.ToUInt32(image, At(image, entry + 12, 4));
                    }

                    uint next = BitConverter.ToUInt32(image, At(image, need + 12, 4));
                    if (next == 0) break;
                    need += next;
                }
            }

            return weakened;
        }

        /// <summary>Whether the zero-terminated name stands anywhere in the image (its string tables).</summary>
        public static bool Contains(byte[] image, string name)
        {
            byte[] sought = Encoding.ASCII.GetBytes("\0" + name + "\0");
            for (int i = 0; i <= image.Length - sought.Length; i++)
            {
                int j = 0;
                while (j < sought.Length && image[i + j] == sought[j]) j++;
                if (j == sought.Length) return true;
            }

            return false;
        }

        private static void RefuseIfRelocated(byte[] image, List<Section> sections, ushort versionIndex, string version)
        {
            Section versions = sections.Find(s => s.Type == TypeVersions);
            Section symbols = sections.Find(s => s.Type == TypeDynamicSymbols);
            if (versions == null || symbols == null) return;
            foreach (Section relocations in sections.FindAll(s => s.Type == TypeRela))
            {
                if (sections[(int)relocations.Link] != symbols) continue;
                for (long at = relocations.Offset; at + 24 <= relocations.Offset + relocations.Size; at += 24)
                {
                    uint symbol = (uint)(BitConverter.ToUInt64(image, At(image, at + 8, 8)) >> 32);
                    ushort used = BitConverter.ToUInt16(image, At(image, versions.Offset + (2L * symbol), 2));
                    if ((used & 0x7fff) == versionIndex)
                    {
                        throw new InvalidDataException(
                            "symbol " + symbol + " of version " + version + " is relocated against, the library needs it");
                    }
                }
            }
        }

        private static List<Section> ReadSections(byte[] image)
        {
            bool elf = image.Length >= 64 && image[0] == 0x7f && image[1] == 'E' && image[2] == 'L' && image[3] == 'F';
            if (!elf || image[4] != 2 || image[5] != 1)
                throw new InvalidDataException("not a 64-bit little-endian ELF image");
            long table = (long)BitConverter.ToUInt64(image, 0x28);
            int entrySize = BitConverter.ToUInt16(image, 0x3a);
            int count = BitConverter.ToUInt16(image, 0x3c);
            List<Section> sections = new List<Section>(count);
            for (int i = 0; i < count; i++)
            {
                int at = At(image, table + ((long)i * entrySize), 64);
                sections.Add(new Section
                {
                    Type = BitConverter.ToUInt32(image, at + 4),
                    Offset = (long)BitConverter.ToUInt64(image, at + 0x18),
                    Size = (long)BitConverter.ToUInt64(image, at + 0x20),
                    Link = BitConverter.ToUInt32(image, at + 0x28),
                });
            }

            return sections;
        }

        private static bool NameEquals(byte[] image, int at, string name)
        {
            for (int i = 0; i < name.Length; i++)
                if (at + i >= image.Length || image[at + i] != name[i]) return false;
            return at + name.Length < image.Length && image[at + name.Length] == 0;
        }

        private static int At(byte[] image, long offset, int size)
        {
            if (offset < 0 || offset + size > image.Length)
                throw new InvalidDataException("the ELF image ends before offset " + (offset + size));
            return (int)offset;
        }

        private sealed class Section
        {
            public uint Type;
            public long Offset;
            public long Size;
            public uint Link;
        }
    }
}
