using System.Text.Json.Serialization;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Facts;

/// <summary>What is known of one site of a net whose layers differ: there each site is a depth of its own.</summary>
public sealed record SiteFacts
{
    /// <summary>Its name in the net, such as <c>layer3.0.conv2</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>What computes it, such as <c>Conv2d</c> or <c>Add</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What it is to the layers around it.</summary>
    public SiteRoles Roles { get; init; }

    /// <summary>Channels.</summary>
    public int Channels { get; init; }

    /// <summary>Positions of each input: height times width, or tokens; 1 of features.</summary>
    public int Positions { get; init; }

    /// <summary>Whether every path from input to output passes it; elsewhere it lies on a branch.</summary>
    public bool IsOnMainPath { get; init; }

    /// <summary>Whether it has a role.</summary>
    /// <param name="role">The role.</param>
    public bool Is(SiteRoles role) => (Roles & role) == role;

    /// <summary>
    /// The name without the numbers in it, such as <c>layer*.*.conv*</c>: sites of repeated units share it.
    /// </summary>
    [JsonIgnore]
    public string Pattern => string.Concat(Name.Select((c, i) => !char.IsAsciiDigit(c) ? $"{c}"
        : i > 0 && char.IsAsciiDigit(Name[i - 1]) ? "" : "*"));
}
