using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace MomentsDnns.Analysis.Ranking;

/// <summary>A forest of regression trees (ML.NET's FastForest), from some numbers of a network to one.</summary>
/// <remarks>
/// Its settings are those that were fixed before any result was seen: 500 trees of at most 20 leaves of at least 5
/// networks, 0.7 of the networks in each. Trees ask for the order of a number alone, whatever its scale. Seeded.
/// </remarks>
internal sealed class Forest
{
    /// <summary>The trees of a forest.</summary>
    public const int Trees = 500;

    private const int Seed = 201, Leaves = 20, LeastInLeaf = 5;

    private readonly MLContext _context;
    private readonly ITransformer _model;
    private readonly SchemaDefinition _schema;

    private Forest(MLContext context, ITransformer model, SchemaDefinition schema) =>
        (_context, _model, _schema) = (context, model, schema);

    /// <summary>Grows a forest.</summary>
    /// <param name="features">Rows of numbers, all of one length.</param>
    /// <param name="labels">The number to predict of each row.</param>
    /// <param name="trees">How many trees.</param>
    public static Forest Grow(IReadOnlyList<float[]> features, IReadOnlyList<double> labels, int trees)
    {
        MLContext context = new(Seed);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, features[0].Length);
        FastForestRegressionTrainer.Options options = new()
        {
            NumberOfTrees = trees,
            NumberOfLeaves = Leaves,
            MinimumExampleCountPerLeaf = LeastInLeaf,
            NumberOfThreads = 1,
            Seed = Seed,
            FeatureSelectionSeed = Seed,
        };
        IDataView rows = context.Data.LoadFromEnumerable(
            features.Select((row, i) => new Row { Features = row, Label = (float)labels[i] }), schema);
        return new(context, context.Regression.Trainers.FastForest(options).Fit(rows), schema);
    }

    /// <summary>What it predicts.</summary>
    /// <param name="features">Rows of numbers.</param>
    public double[] Predict(IEnumerable<float[]> features)
    {
        IDataView rows = _context.Data.LoadFromEnumerable(features.Select(row => new Row { Features = row }), _schema);
        return [.. _context.Data.CreateEnumerable<Prediction>(_model.Transform(rows), reuseRowObject: false)
            .Select(p => (double)p.Score)];
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
