package dev.covet.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody at the terminal can have done to the servers. */
enum Order {
    KILL,
    PROMOTE,
    RESTART;

    static final String HELP = "k Enter kills the primary, p promotes the standby, r starts the old one again";

    /** By its name or its first letter; null for what is none. */
    static @Nullable Order of(String line) {
        String word = line.strip().toLowerCase(Locale.ROOT);
        for (Order each : values()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            if (word.equals(name) || word.equals(name.substring(0, 1))) {
                return each;
            }
        }
        return null;
    }
}
