using System.CommandLine;
using MomentsDnns.Cli.Options;
using TorchSharp;

namespace MomentsDnns.Cli.Tests.Sharing;

/// <summary>Where and on how many threads a shard computes.</summary>
public sealed class ComputeOptionTests
{
    [Theory]
    [InlineData("cpu", 0, DeviceType.CPU, -1)]
    [InlineData("cuda", 1, DeviceType.CUDA, 0)]
    [InlineData("cuda:0", 1, DeviceType.CUDA, 0)]
    [InlineData("cuda:1", 2, DeviceType.CUDA, 1)]
    public void Device_OfThoseThere_IsGiven(string given, int gpus, DeviceType type, int index)
    {
        torch.Device device = Device(given, gpus);

        Assert.Equal((type, index), (device.type, device.index));
    }

    [Theory]
    [InlineData("cuda", 0, "--device cuda: needs an NVIDIA GPU and a build with -p:TorchBackend=cuda, none was found; take cpu")]
    [InlineData("cuda:1", 0, "--device cuda:1: needs an NVIDIA GPU and a build with -p:TorchBackend=cuda, none was found; take cpu")]
    [InlineData("cuda:1", 1, "--device cuda:1: is beyond the 1 GPU here, cuda:0; take one of these")]
    [InlineData("cuda:2", 2, "--device cuda:2: is beyond the 2 GPUs here, cuda:0, cuda:1; take one of these")]
    [InlineData("cuda:8", 8, "--device cuda:8: is beyond the 8 GPUs here, cuda:0 to cuda:7; take one of these")]
    public void Device_NotThere_IsRefused(string given, int gpus, string line) =>
        Assert.Equal(line, Assert.Throws<UsageException>(() => Device(given, gpus)).Message);

    [Theory]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1.5")]
    [InlineData("gpu")]
    public void Device_NoDevice_IsNone(string given)
    {
        Command command = new("run") { new DeviceOption(() => 2) };

        Assert.Equal($"--device {given}: must be one of cpu, cuda[:K]; take one of them", Assert.Single(command.Parse(["--device", given]).Errors).Message);
    }

    [Theory]
    [InlineData(8, "", "", 8)]
    [InlineData(8, "2", "4", 2)]
    [InlineData(8, "", "1", 1)]
    [InlineData(2, "16", "16", 2)] // bound to fewer than were granted
    [InlineData(8, "many", "0", 8)]
    public void Threads_AreThoseGranted(int processors, string ofTask, string onNode, int threads) =>
        Assert.Equal(threads, ProcessorShare.ThreadsOf(processors, name => name == "SLURM_CPUS_PER_TASK" ? ofTask : name == "SLURM_CPUS_ON_NODE" ? onNode : null));

    private static torch.Device Device(string given, int gpus)
    {
        DeviceOption option = new(() => gpus);
        Command command = new("run") { option };
        return option.In(command.Parse(["--device", given]));
    }
}
