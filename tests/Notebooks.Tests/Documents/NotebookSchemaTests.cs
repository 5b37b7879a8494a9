using System.Text.Json.Nodes;
using MomentsDnns.Notebooks.Documents;

namespace MomentsDnns.Notebooks.Tests.Documents;

/// <summary>Rules of nbformat 4.5, from its specification: https://nbformat.readthedocs.io/en/latest/format_description.html.</summary>
public sealed class NotebookSchemaTests
{
    [Fact]
    public void Faults_SoundNotebook_None() => Assert.Empty(NotebookSchema.Faults(JsonNode.Parse(Sample.Foreign)));

    [Theory]
    [InlineData("\"nbformat\": 4", "\"nbformat\": 3", "nbformat is not 4")]
    [InlineData("\"nbformat\": 4", "\"nbformat\": 4, \"extra\": 1", "extra is no field of nbformat 4.5")]
    [InlineData("\"id\": \"tail\",", "", "cells[2].id is missing")]
    [InlineData("\"id\": \"tail\"", "\"id\": \"A_1\"", "cells[2].id A_1 is another cell's too")]
    [InlineData("\"id\": \"tail\"", "\"id\": \"a b\"", "cells[2].id is not of 1 to 64 letters, digits, - and _")]
    [InlineData("\"cell_type\": \"raw\"", "\"cell_type\": \"heading\"", "cells[2].cell_type is none of code, markdown, raw")]
    [InlineData("\"source\": \"2 + 2\"", "\"source\": 4", "cells[1].source is neither a text nor a list of texts")]
    [InlineData("\"source\": \"2 + 2\"", "\"text\": \"2 + 2\"", "cells[1].source is missing")]
    [InlineData("\"execution_count\": 7,\n   \"id\"", "\"execution_count\": -1,\n   \"id\"", "cells[1].execution_count is neither null nor a whole number from 0")]
    [InlineData("\"output_type\": \"execute_result\"", "\"output_type\": \"pyout\"", "cells[1].outputs[0].output_type is none of stream, display_data, execute_result, error")]
    [InlineData("\"output_type\": \"execute_result\"", "\"output_type\": \"display_data\"", "cells[1].outputs[0].execution_count is no field of nbformat 4.5")]
    [InlineData("\"text/plain\": [\n       \"4\"\n      ]", "\"text/plain\": 4", "cells[1].outputs[0].data.text/plain is neither a text nor a list of texts")]
    [InlineData("\"display_name\": \"C#\",", "", "metadata.kernelspec.display_name is no text")]
    public void Faults_BrokenRule_IsNamedWithItsPlace(string sound, string broken, string fault)
    {
        Assert.Contains(sound, Sample.Foreign, StringComparison.Ordinal);

        Assert.Contains(fault, NotebookSchema.Faults(JsonNode.Parse(Sample.Foreign.Replace(sound, broken, StringComparison.Ordinal))));
    }
}
