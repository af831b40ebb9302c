package dev.covet.optimizer.settings;

import java.util.Locale;

/** What kind of machine this is: other defaults, and another YAML file on top. */
public enum Profile {
    NONE,
    DEV,
    TEST,
    PROD;

    /** As users write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
