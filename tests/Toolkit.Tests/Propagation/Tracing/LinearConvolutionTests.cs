using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation.Tracing;

[Collection(nameof(CountsTensors))]
public sealed class LinearConvolutionTests
{
    [Theory]
    [InlineData(1, 1, 1, 0, 0, 1, 1, 1, 7, 9)]
    [InlineData(3, 3, 1, 1, 1, 1, 1, 1, 7, 9)]
    [InlineData(3, 5, 2, 1, 2, 1, 1, 1, 8, 9)] // the last row is read by no output
    [InlineData(7, 7, 2, 3, 3, 1, 1, 1, 14, 15)]
    [InlineData(1, 1, 2, 0, 0, 1, 1, 1, 8, 7)]
    [InlineData(3, 3, 1, 2, 2, 2, 2, 1, 9, 9)]
    [InlineData(3, 3, 3, 0, 1, 1, 2, 2, 11, 10)]
    [InlineData(3, 3, 1, 1, 1, 1, 1, 4, 6, 6)] // one channel a group
    public void Derivatives_OfAnyGeometry_AreTorchs(int rows, int columns, long stride, long paddingRows, long paddingColumns, long dilationRows, long dilationColumns, long groups, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionGeometry geometry = new([stride, stride], [paddingRows, paddingColumns], [dilationRows, dilationColumns], groups);
        Tensor weight = randn([8, 4 / groups, rows, columns], ScalarType.Float64), bias = randn([8], ScalarType.Float64);
        Tensor x = randn([2, 4, height, width], ScalarType.Float64).requires_grad_(true), dx = randn_like(x);
        Tensor y = nn.functional.conv2d(x, weight, bias, [stride, stride], [paddingRows, paddingColumns], [dilationRows, dilationColumns], groups);
        Tensor linear = LinearConvolution.Of(x, y, weight, geometry);
        Assert.Equal(0, (linear - y).abs().max().item<double>());

        (Tensor expectedBack, Tensor expectedTangent) = Derivatives(y);
        (Tensor back, Tensor tangent) = Derivatives(linear);
        Assert.Equal(expectedBack.shape, back.shape);
        Assert.Equal(0, (back - expectedBack).abs().max().item<double>(), 1e-12);
        Assert.Equal(0, (tangent - expectedTangent).abs().max().item<double>(), 1e-12);

        (Tensor Back, Tensor Tangent) Derivatives(Tensor value)
        {
            Tensor u = ones_like(value).requires_grad_(true);
            Tensor g = autograd.grad([value], [x], [u], create_graph: true)[0];
            return (g.detach(), autograd.grad([g], [u], [dx])[0]);
        }
    }

    [Fact]
    public void Of_WhatWorksInPlaceBehindIt_IsDifferentiated()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = randn([3, 2, 1, 1], ScalarType.Float64);
        Tensor x = randn([1, 2, 2, 2], ScalarType.Float64).requires_grad_(true);
        Tensor y = LinearConvolution.Of(x, nn.functional.conv2d(x, weight), weight, new([1, 1], [0, 0], [1, 1], 1)).relu_();
        Tensor expected = nn.functional.conv2d(x, weight).relu();
        Tensor gradient = autograd.grad([y], [x], [ones_like(y)])[0], known = autograd.grad([expected], [x], [ones_like(y)])[0];
        Assert.Equal(0, (gradient - known).abs().max().item<double>(), 1e-14);
    }

    [Fact]
    public void Derivatives_WhileGarbageIsCollected_AreTheSameAndLeaveNothing()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = randn([4, 4, 3, 3], ScalarType.Float64), dx = randn([2, 4, 8, 8], ScalarType.Float64);
        Tensor expected = nn.functional.conv2d(dx, weight, padding: [1, 1]);
        long before = 0;
        for (int pass = 0; pass < 200; pass++)
        {
            if (pass == 20) before = Tensor.TotalCount;
            using DisposeScope inner = NewDisposeScope();
            Tensor x = zeros_like(dx).requires_grad_(true);
            Tensor y = x;
            y = LinearConvolution.Of(y, nn.functional.conv2d(y, weight, padding: [1, 1]), weight, new([1, 1], [1, 1], [1, 1], 1));
            GC.Collect();
            Tensor u = zeros_like(y).requires_grad_(true);
            Tensor g = autograd.grad([y], [x], [u], create_graph: true)[0];
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Equal(0, (autograd.grad([g], [u], [dx])[0] - expected).abs().max().item<double>(), 1e-12);
        }

        Assert.InRange(Tensor.TotalCount - before, long.MinValue, 20);
    }
}
