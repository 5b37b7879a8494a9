using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Numerics;

/// <summary>
/// A million calls of torch with numbers and with unnamed tensors, while another thread does nothing but collect garbage and run
/// finalizers. With the TorchSharp of the package (<c>-p:MendTorchSharp=false</c>) some of them fail, from 20,000 calls on.
/// </summary>
[Collection(nameof(CollectionTests))]
public sealed class CollectionTests
{
    private const int Rounds = 85_000;

    [Fact]
    public void NumbersAndTemporaries_UnderCollections_GiveTheSameResults()
    {
        using Tensor x = full(8, 3.0, dtype: ScalarType.Float64), y = full(8, 5.0, dtype: ScalarType.Float64);
        int wrong = 0;
        string first = "";
        using (new Collector())
        {
            for (int i = 1; i <= Rounds; i++)
            {
                double number = i;
                try
                {
                    Expect(3 * number, x * number);
                    Expect(number - 3, number - x);
                    Expect(3 / number, x / number);
                    Expect(8, x + y);
                    Expect(9, x.square());
                    Expect(27, x.pow(3));
                    Expect(number, full_like(x, number));
                    Expect(Math.Min(number, 4), (x * number).clamp(0, Math.Min(number, 4)));
                    Expect(5 + number, (x * 2 + number) - 1);
                }
                catch (Exception error) when (error is not Xunit.Sdk.XunitException)
                {
                    Count($"call {i}: {error.Message.Split('\n')[0]}");
                }

                void Expect(double expected, Tensor result)
                {
                    double actual = result.data<double>()[7];
                    result.Dispose();
                    if (actual != expected) Count($"call {i}: {actual}, expected {expected}");
                }
            }
        }

        Assert.True(wrong == 0, $"{wrong} of {Rounds} rounds failed; the first at {first}");

        void Count(string what)
        {
            if (wrong++ == 0) first = what;
        }
    }

    private sealed class Collector : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _done;

        public Collector()
        {
            _thread = new Thread(Collect) { IsBackground = true };
            _thread.Start();
        }

        public void Dispose()
        {
            _done = true;
            _thread.Join();
        }

        private void Collect()
        {
            while (!_done)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        }
    }
}

/// <summary>Alone in the process while it runs: each collection stops every thread.</summary>
[CollectionDefinition(nameof(CollectionTests), DisableParallelization = true)]
public sealed class CollectionTestsAlone;
