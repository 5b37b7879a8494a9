namespace MomentsDnns.Plotting;

/// <summary>What stands at each point of a series, so that points can be told from the line through them.</summary>
public enum PointMarker
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A filled circle.</summary>
    Circle,

    /// <summary>A filled square.</summary>
    Square,

    /// <summary>A filled triangle, a corner up.</summary>
    Triangle,

    /// <summary>A filled square on a corner.</summary>
    Diamond,
}
