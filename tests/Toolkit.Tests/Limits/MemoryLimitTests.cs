using MomentsDnns.Limits;

namespace MomentsDnns.Toolkit.Tests.Limits;

/// <summary>Files as Linux writes them (proc(5), Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst).</summary>
public sealed class MemoryLimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MemoryLimitTests() => Write("proc/meminfo", "MemTotal:  9000 kB\nMemAvailable:    5000 kB\n");

    public void Dispose() => _folder.Dispose();

    private MemoryLimit Limit => MemoryLimit.Of(_folder["proc"], _folder["groups"]);

    [Fact]
    public void Of_NoOtherLimit_IsWhatTheMachineHas() => Assert.Equal(new(5000 * 1024, "this machine"), Limit);

    [Fact]
    public void Of_GroupVersion2_LeavesTheLimitLessWhatIsUsedAndKept()
    {
        Write("proc/self/cgroup", "0::/user/app\n");
        Write("groups/user/memory.max", "1000000\n");
        Write("groups/user/memory.current", "700000\n");
        Write("groups/user/memory.stat", "anon 400000\ninactive_file 200000\n");
        Write("groups/user/app/memory.max", "max\n");
        // 1,000,000 - (700,000 - 200,000 that the kernel gives back), of the group above the process's own
        Assert.Equal(new(500_000, "this process's control group"), Limit);
    }

    [Fact]
    public void Of_GroupVersion1_LikewiseByItsNames()
    {
        Write("proc/self/cgroup", "9:name=systemd:/\n4:cpu,memory:/job\n");
        Write("groups/memory/job/memory.limit_in_bytes", "300000\n");
        Write("groups/memory/job/memory.usage_in_bytes", "100000\n");
        Write("groups/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Assert.Equal(200_000, Limit.Bytes);
    }

    [Fact]
    public void Of_LimitOfTheAddressSpace_LeavesWhatIsNotMapped()
    {
        Write("proc/self/limits", "Limit                     Soft Limit           Hard Limit           Units\nMax address space         3000000              unlimited            bytes\n");
        Write("proc/self/status", "Name:\tmoments\nVmSize:\t    1000 kB\n");
        Assert.Equal(new(3_000_000 - 1_024_000, "this process's address space (ulimit -v)"), Limit);
        Write("proc/self/limits", "Max address space         unlimited            unlimited            bytes\n");
        Assert.Equal("this machine", Limit.Holder);
    }

    [Fact]
    public void Text_Bytes_AreInGigabytesOrMegabytes() =>
        Assert.Equal(("3.2 GB", "120 MB"), (MemoryLimit.Text(3.21e9), MemoryLimit.Text(1.2e8)));

    private void Write(string name, string text)
    {
        string path = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
