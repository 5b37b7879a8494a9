using System.Xml.Linq;
using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Architectures.Tests.Text;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("He, Größe 2\\3 😀", "He, Größe 2\\3 😀")]
    [InlineData("r\u001b[31m", @"r\x1b[31m")]
    [InlineData("two\nlines\r\n", @"two\nlines\r\n")]
    [InlineData("a\tb\0", @"a\tb\x00")]
    [InlineData("\u009b31m\u007f", @"\x9b31m\x7f")]
    [InlineData("exe\u202egnp", @"exe\u202egnp")]
    [InlineData("\u2028\ufeff\uffff", @"\u2028\ufeff\uffff")]
    public void Of_EscapesWhatSteers(string text, string shown) => Assert.Equal(shown, ShownText.Of(text));

    [Fact]
    public void Of_HalvesOfPairs_AreEscaped() => Assert.Equal(@"\ud83da\ude00b\ud83d", ShownText.Of("\ud83da\ude00b\ud83d"));

    [Fact]
    public void OfLines_KeepsLines() => Assert.Equal("a\r\nb\n\\x1b\\rc", ShownText.OfLines("a\r\nb\n\u001b\rc"));

    /// <summary>Every character of the first plane can stand in XML and in one line of a terminal afterwards.</summary>
    [Fact]
    public void Of_AnyCharacter_IsOneLineOfXml()
    {
        for (int code = 0; code <= char.MaxValue; code++)
        {
            string shown = ShownText.Of($"<{(char)code}>");
            Assert.DoesNotContain(shown, char.IsControl);
            Assert.Equal(shown, XElement.Parse(new XElement("e", shown).ToString()).Value);
        }
    }
}
