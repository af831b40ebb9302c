package dev.covet.optimizer.settings;

import java.util.List;

/** The settings that belong to no feature. Part of every {@link SettingCatalogue}. */
public final class GeneralKeys {
    /** A word that cannot be read switches off: whoever writes this key wants to. */
    public static final SettingKey<Boolean> ENABLED = SettingKey.flag(
                    "covet.enabled", true, "Whether Covet does anything at all. A wrong value counts as false.")
            .whenWrong(false);

    public static final SettingKey<Profile> PROFILE = SettingKey.choice(
                    "covet.profile",
                    Profile.NONE,
                    Profile.values(),
                    "Other defaults, and covet-prod.yaml on top of covet.yaml.")
            .fixed();
    public static final SettingKey<String> CONFIG =
            SettingKey.text("covet.config", "", "The YAML file with settings.").fixed();
    public static final SettingKey<BannerForm> BANNER = SettingKey.choice(
                    "covet.banner", BannerForm.FULL, BannerForm.values(), "What is printed at start.")
            .fixed();
    public static final SettingKey<LogLevel> LOG_LEVEL =
            SettingKey.choice("covet.log.level", LogLevel.INFO, LogLevel.values(), "How much Covet says about itself.");

    private GeneralKeys() {}

    static List<SettingKey<?>> all() {
        return List.of(ENABLED, PROFILE, CONFIG, BANNER, LOG_LEVEL);
    }
}
