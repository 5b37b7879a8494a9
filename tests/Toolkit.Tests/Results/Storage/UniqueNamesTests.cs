using System.Text;
using System.Text.Json;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

public sealed class UniqueNamesTests
{
    [Theory]
    [InlineData("""{"a":{"a":1},"b":[{"a":2},{"a":3}],"A":4}""")]
    [InlineData("[1,[2],{}]")]
    public void Require_UniqueNames_Passes(string json) => UniqueNames.Require(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("""{"a":1,"b":2,"a":3}""", "a")]
    [InlineData("""{"x":[{"b":{"c":1,"\u0063":2}}]}""", "c")] // the same name, written otherwise
    public void Require_NameTwice_NamesIt(string json, string name) => Assert.Equal($"the name {name} occurs twice in an object",
        Assert.Throws<JsonException>(() => UniqueNames.Require(Encoding.UTF8.GetBytes(json))).Message);
}
