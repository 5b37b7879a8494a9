using System.Text;
using System.Text.Json.Nodes;
using MomentsDnns.Notebooks.Documents;

namespace MomentsDnns.Notebooks.Tests;

/// <summary>Small notebooks.</summary>
internal static class Sample
{
    /// <summary>A file as Jupyter's tools write it, with what this program does not know, and letters of every kind.</summary>
    public const string Foreign = """
        {
         "cells": [
          {
           "attachments": {},
           "cell_type": "markdown",
           "id": "first-text",
           "metadata": {
            "tags": []
           },
           "source": [
            "# χ of a net 🦊\n",
            "a \"quoted\" path\\name\ttab, <b> & 'c' \u001b[0m"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 7,
           "id": "A_1",
           "metadata": {
            "collapsed": false,
            "unknown": {
             "ratio": 1.0,
             "small": 1e-05
            }
           },
           "outputs": [
            {
             "data": {
              "application/vnd.other+json": {
               "list": [
                1,
                null,
                true
               ]
              },
              "text/plain": [
               "4"
              ]
             },
             "execution_count": 7,
             "metadata": {},
             "output_type": "execute_result"
            }
           ],
           "source": "2 + 2"
          },
          {
           "cell_type": "raw",
           "id": "tail",
           "metadata": {},
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": "C#",
           "language": "C#",
           "name": "csharp"
          },
          "vendor": "kept"
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    /// <summary>A notebook of code cells.</summary>
    public static NotebookDocument Of(params string[] cells)
    {
        JsonArray list = [.. cells.Select((source, i) => new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = $"cell-{i}",
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        })];
        return Parse(new JsonObject { ["cells"] = list, ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5 }.ToJsonString());
    }

    public static NotebookDocument Parse(string json) => NotebookDocument.Parse(Encoding.UTF8.GetBytes(json), "sample.ipynb");
}
