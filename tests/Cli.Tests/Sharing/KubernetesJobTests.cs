using System.CommandLine;
using System.Globalization;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Commands;
using MomentsDnns.Cli.Options;
using MomentsDnns.Results.Sharing;
using YamlDotNet.RepresentationModel;

namespace MomentsDnns.Cli.Tests.Sharing;

/// <summary>
/// docs/examples/kubernetes-job.yaml: what Kubernetes requires of an indexed job with a limit of failures an index, and that its pods make every share once.
/// The whole file was held to the schemas of kubernetes-models 5.1.0 (made from Kubernetes' own) when it was written.
/// </summary>
public sealed class KubernetesJobTests
{
    private readonly YamlNode _job = Load();

    [Fact]
    public void Job_HasWhatAnIndexedJobNeeds()
    {
        Assert.Equal(("batch/v1", "Job"), (Text(_job["apiVersion"]), Text(_job["kind"])));
        Assert.Matches("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", Text(_job["metadata"]["name"]));
        YamlNode spec = _job["spec"], pod = spec["template"]["spec"];
        Assert.Equal("Indexed", Text(spec["completionMode"]));
        Assert.InRange(Number(spec["parallelism"]), 1, Number(spec["completions"]));
        Assert.InRange(Number(spec["maxFailedIndexes"]), 0, Number(spec["completions"]));
        Assert.True(Number(spec["backoffLimitPerIndex"]) >= 0);
        Assert.Equal("Never", Text(pod["restartPolicy"])); // backoffLimitPerIndex and podFailurePolicy need it
        YamlNode container = Assert.Single(Items(pod["containers"]));
        Assert.NotEmpty(Text(container["image"]));
        Assert.Equal(Items(pod["volumes"]).Select(volume => Text(volume["name"])), Items(container["volumeMounts"]).Select(mount => Text(mount["name"])));
        string folder = Text(Items(container["volumeMounts"]).Single()["mountPath"]);
        Assert.Contains(Arguments(container), word => word.StartsWith(folder + "/", StringComparison.Ordinal));
    }

    [Fact]
    public void FailurePolicy_IsThatOfTheExitCodes()
    {
        string container = Text(Items(_job["spec"]["template"]["spec"]["containers"]).Single()["name"]);
        Dictionary<int, string> actions = [];
        foreach (YamlMappingNode rule in Items(_job["spec"]["podFailurePolicy"]["rules"]).Cast<YamlMappingNode>())
        {
            if (!rule.Children.TryGetValue("onExitCodes", out YamlNode? exit)) continue;
            Assert.Equal((container, "In"), (Text(exit["containerName"]), Text(exit["operator"])));
            foreach (YamlNode code in Items(exit["values"])) actions.Add((int)Number(code), Text(rule["action"]));
        }

        Assert.Equal("Ignore", actions[ExitCode.GoesOn]);
        Assert.Equal("FailIndex", actions[ExitCode.Usage]);
        Assert.Equal(2, actions.Count);
    }

    [Fact]
    public void Pods_MakeEveryShareOnce()
    {
        YamlNode spec = _job["spec"], container = Items(spec["template"]["spec"]["containers"]).Single();
        int pods = (int)Number(spec["completions"]);
        using Interruption interruption = new();
        Command run = new RunCommand().Build(interruption);
        ParseResult parsed = new RootCommand { run }.Parse(Arguments(container), CommandLineParsing.Configuration);
        Assert.Equal(["moments"], Items(container["command"]).Select(Text));
        Assert.Empty(parsed.Errors);
        ShardOption option = run.Options.OfType<ShardOption>().Single();
        List<OptionFault> faults = [];
        IEnumerable<Shard> shards = Enumerable.Range(0, pods).Select(index => option.Read(parsed, faults, name => name == "JOB_COMPLETION_INDEX" ? index.ToString(CultureInfo.InvariantCulture) : null, _ => { }));

        Assert.Equal(Enumerable.Range(1, pods).Select(number => new Shard(number, pods)), shards);
        Assert.Empty(faults);
    }

    private static string[] Arguments(YamlNode container) => [.. Items(container["args"]).Select(Text)];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    // A number in quotes is a text to Kubernetes, which refuses it.
    private static long Number(YamlNode node)
    {
        Assert.Equal(YamlDotNet.Core.ScalarStyle.Plain, ((YamlScalarNode)node).Style);
        return long.Parse(Text(node), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<YamlNode> Items(YamlNode node) => ((YamlSequenceNode)node).Children;

    private static YamlNode Load()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
        using StreamReader reader = new(Path.Combine(folder!.FullName, "docs", "examples", "kubernetes-job.yaml"));
        YamlStream stream = [];
        stream.Load(reader);
        return Assert.Single(stream.Documents).RootNode;
    }
}
