namespace MomentsDnns.Results.Sharing;

/// <summary>The time of day: it tells who is alive, and enters no result.</summary>
internal static class WallClock
{
    /// <summary>Now, in universal time.</summary>
    public static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;
}
