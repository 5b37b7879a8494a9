namespace MomentsDnns.Notebooks.Execution;

/// <summary>At which scale notebooks measure.</summary>
public enum SettingScale
{
    /// <summary>Small and few: minutes on two cores.</summary>
    Quick,

    /// <summary>As the text speaks of: hours.</summary>
    Full,
}
