using MomentsDnns.Build;

namespace MomentsDnns.Architectures.Tests.Build;

/// <summary>On a small ELF image made here, with the structures of the System V ABI and its GNU version extension.</summary>
public sealed class ElfVersionNeedsTests
{
    [Fact]
    public void Weaken_NeededVersion_SetsItsWeakFlagAlone()
    {
        SmallElf elf = new(relocatedSymbol: 1);
        byte[] before = [.. elf.Image];

        int weakened = ElfVersionNeeds.Weaken(elf.Image, "GLIBCXX_3.4.32");

        Assert.Equal(1, weakened);
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != elf.Image[i])];
        Assert.Equal([elf.FlagsOfSecondNeed], changed);
        Assert.Equal(2, elf.Image[elf.FlagsOfSecondNeed]);
    }

    [Fact]
    public void Weaken_VersionNotNeeded_ChangesNothing()
    {
        SmallElf elf = new(relocatedSymbol: 1);
        byte[] before = [.. elf.Image];

        Assert.Equal(0, ElfVersionNeeds.Weaken(elf.Image, "GLIBCXX_3.4.99"));
        Assert.Equal(before, elf.Image);
    }

    [Fact]
    public void Weaken_SymbolOfVersionRelocated_Refuses()
    {
        SmallElf elf = new(relocatedSymbol: 2);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(elf.Image, "GLIBCXX_3.4.32"));

        Assert.Equal("symbol 2 of version GLIBCXX_3.4.32 is relocated against, the library needs it", error.Message);
    }

    [Fact]
    public void Weaken_NoElf_Refuses() =>
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(new byte[100], "GLIBCXX_3.4.32"));

    [Fact]
    public void Weaken_TruncatedElf_Refuses()
    {
        byte[] image = new SmallElf(relocatedSymbol: 1).Image;

        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(image[..^40], "GLIBCXX_3.4.32"));
    }

    [Fact]
    public void Contains_WholeNamesOnly()
    {
        byte[] image = new SmallElf(relocatedSymbol: 1).Image;

        Assert.True(ElfVersionNeeds.Contains(image, "GLIBCXX_3.4.32"));
        Assert.False(ElfVersionNeeds.Contains(image, "GLIBCXX_3.4.3"));
    }

    /// <summary>Two needs of libstdc++.so.6 (index 2: GLIBCXX_3.4.30, index 3: GLIBCXX_3.4.32), a symbol of each, one relocation.</summary>
    private sealed class SmallElf
    {
        private const int Strings = 0x40, Symbols = 0x80, Versions = 0xC8, Needs = 0xD0, Relocations = 0x100, Table = 0x118;

        public SmallElf(int relocatedSymbol)
        {
            Image = new byte[Table + (6 * 64)];
            Put(0, 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1);
            Put64(0x28, Table);
            Put16(0x3a, 64);
            Put16(0x3c, 6);

            int library = 1, older = Text(Strings + library, "libstdc++.so.6"), newer = Text(Strings + older, "GLIBCXX_3.4.30");
            Text(Strings + newer, "GLIBCXX_3.4.32");
            Put16(Versions + 2, 2);
            Put16(Versions + 4, 3);

            Put16(Needs, 1);            // vn_version
            Put16(Needs + 2, 2);        // vn_cnt
            Put32(Needs + 4, library);  // vn_file
            Put32(Needs + 8, 16);       // vn_aux
            Need(Needs + 16, index: 2, older, next: 16);
            Need(Needs + 32, index: 3, newer, next: 0);

            Put64(Relocations + 8, (ulong)relocatedSymbol << 32);

            Section(1, type: 3, Strings, 0x40, link: 0);
            Section(2, type: 11, Symbols, 3 * 24, link: 1);
            Section(3, type: 0x6fffffff, Versions, 6, link: 2);
            Section(4, type: 0x6ffffffe, Needs, 0x30, link: 1);
            Section(5, type: 4, Relocations, 24, link: 2);
        }

        public byte[] Image { get; }

        public int FlagsOfSecondNeed => Needs + 32 + 4;

        private void Need(int at, ushort index, int name, int next)
        {
            Put16(at + 6, index);
            Put32(at + 8, name);
            Put32(at + 12, next);
        }

        private void Section(int number, uint type, int offset, int size, int link)
        {
            int at = Table + (number * 64);
            BitConverter.TryWriteBytes(Image.AsSpan(at + 4), type);
            Put64(at + 0x18, (ulong)offset);
            Put64(at + 0x20, (ulong)size);
            Put32(at + 0x28, link);
        }

        // Returns the offset in the string table after the text and its zero.
        private int Text(int at, string text)
        {
            System.Text.Encoding.ASCII.GetBytes(text, Image.AsSpan(at));
            return at + text.Length + 1 - Strings;
        }

        private void Put(int at, params byte[] bytes) => bytes.CopyTo(Image, at);

        private void Put16(int at, ushort value) => BitConverter.TryWriteBytes(Image.AsSpan(at), value);

        private void Put32(int at, int value) => BitConverter.TryWriteBytes(Image.AsSpan(at), value);

        private void Put64(int at, ulong value) => BitConverter.TryWriteBytes(Image.AsSpan(at), value);
    }
}
