package dev.covet.optimizer.settings;

/**
 * Where a value came from.
 *
 * @param origin which kind of source
 * @param place the exact one, such as "/etc/covet.yaml:3"
 */
public record SettingSource(Origin origin, String place) {
    static final SettingSource DEFAULT = new SettingSource(Origin.DEFAULT, "default");

    /** The kinds of sources. The first one that has a value wins. */
    public enum Origin {
        OVERRIDE,
        SYSTEM_PROPERTY,
        ENVIRONMENT,
        AGENT_ARGUMENT,
        OVERLAY_FILE,
        FILE,
        PROFILE,
        DEFAULT
    }

    @Override
    public String toString() {
        return place;
    }
}
