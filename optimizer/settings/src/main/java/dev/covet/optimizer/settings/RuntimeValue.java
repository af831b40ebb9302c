package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.SettingCatalogue.Match;
import dev.covet.optimizer.settings.SettingSource.Origin;
import org.jspecify.annotations.Nullable;

/** A value that an operator sets while the application runs; refused rather than replaced if it is wrong. */
final class RuntimeValue {
    private RuntimeValue() {}

    static String fullName(SettingCatalogue catalogue, String name) {
        String full = name.startsWith(SettingCatalogue.PREFIX) ? name : SettingCatalogue.PREFIX + name;
        Match match = catalogue.find(full);
        return match == null ? full : match.name();
    }

    static Given given(SettingCatalogue catalogue, String name, String value, String by) {
        return Given.of(fullName(catalogue, name), value, new SettingSource(Origin.OVERRIDE, by));
    }

    static @Nullable SettingProblem problem(SettingCatalogue catalogue, String name, String value, String by) {
        String full = fullName(catalogue, name);
        Match match = catalogue.find(full);
        if (match == null) {
            return new SettingProblem(
                    "COVET-1001",
                    Shown.plain(full) + " is not a setting (" + by + "). Nothing would read it. Nothing was changed. "
                            + Suggestion.sentence(catalogue, full) + "docs/settings.md has all of them.");
        }
        if (!match.key().isReloadable()) {
            return new SettingProblem(
                    "COVET-1012",
                    full + " (" + by + ") takes effect at next start. What depends on it exists already. Nothing was"
                            + " changed. Set it where the application is started.");
        }
        return unreadable(match, value, by);
    }

    private static @Nullable SettingProblem unreadable(Match match, String value, String by) {
        SettingKey<?> key = match.key();
        try {
            key.type().parse(value);
            return null;
        } catch (BadValueException e) {
            return new SettingProblem(
                    e.isOutOfRange() ? "COVET-1003" : "COVET-1002",
                    match.name() + " is " + Shown.quoted(value) + " (" + by + "), "
                            + (e.isOutOfRange() ? "out of the range " : "allowed is ") + key.range()
                            + ". A value is never guessed. Nothing was changed. Set an allowed value.");
        }
    }
}
