package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.SettingCatalogue.Match;
import dev.covet.optimizer.settings.SettingSource.Origin;
import dev.covet.optimizer.settings.Settings.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a snapshot of layers: for each key the value of the first layer that has one, and every problem on the way. */
final class Resolver {
    private static final int MOST_PROBLEMS = 100;

    private final SettingCatalogue catalogue;
    private final Profile profile;
    private final @Nullable Settings before;
    private final Map<String, Claims> claims = new LinkedHashMap<>();
    private final List<SettingProblem> problems = new ArrayList<>();
    private final Map<String, Entry<?>> entries = new LinkedHashMap<>();
    private int unlisted;

    /** Before is the snapshot in force, whose values outlive wrong ones; null at start. */
    Resolver(SettingCatalogue catalogue, Profile profile, @Nullable Settings before) {
        this.catalogue = catalogue;
        this.profile = profile;
        this.before = before;
    }

    /** All values that were given for one name, the winner first. */
    private record Claims(Match match, List<Given> given) {}

    Settings resolve(List<Layer> layers) {
        for (Layer layer : layers) {
            for (SettingProblem problem : layer.problems()) {
                report(problem.code(), problem.message());
            }
            for (Given given : layer.given()) {
                claim(given);
            }
        }
        for (SettingKey<?> key : catalogue.keys()) {
            Claims one = claims.remove(key.name());
            if (!key.isPattern()) {
                entry(key, key.name(), one == null ? List.of() : one.given());
            }
        }
        for (Claims one : claims.values()) {
            entry(one.match().key(), one.match().name(), one.given());
        }
        if (unlisted > 0) {
            problems.add(new SettingProblem(
                    "COVET-1017",
                    "There are " + unlisted
                            + " more problems. The first ones probably caused them. They are not listed."
                            + " Correct those above."));
        }
        return new Settings(entries, problems);
    }

    /** A file of ten thousand wrong names is not worth the memory of as many sentences. */
    private void report(String code, String message) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new SettingProblem(code, message));
        } else {
            unlisted++;
        }
    }

    private void claim(Given given) {
        Origin origin = given.source().origin();
        Match match = switch (origin) {
            case ENVIRONMENT -> catalogue.findVariable(given.name());
            case OVERLAY_FILE, FILE -> catalogue.findWritten(given.name());
            default -> catalogue.find(given.name());
        };
        if (match == null) {
            unknown(given);
        } else if (isMisplaced(match.key(), origin)) {
            report(
                    "COVET-1014",
                    match.name() + " cannot be set in " + given.source() + ". It decides which files are read. It was"
                            + " ignored. Set it as a system property, in the environment or in the agent argument.");
        } else {
            Claims all = claims.get(match.name());
            if (all == null) {
                all = new Claims(match, new ArrayList<>());
                claims.put(match.name(), all);
            }
            add(all, given);
        }
    }

    private static boolean isMisplaced(SettingKey<?> key, Origin origin) {
        boolean config = key == GeneralKeys.CONFIG && (origin == Origin.FILE || origin == Origin.OVERLAY_FILE);
        return config || (key == GeneralKeys.PROFILE && origin == Origin.OVERLAY_FILE);
    }

    private void add(Claims all, Given given) {
        int last = all.given().size() - 1;
        if (last < 0
                || all.given().get(last).source().origin() != given.source().origin()) {
            all.given().add(given);
            return;
        }
        Given first = all.given().get(last);
        if (given.source().origin() == Origin.OVERRIDE) {
            return;
        }
        report(
                "COVET-1011",
                all.match().name() + " is given twice (" + first.source() + " and " + given.source()
                        + "). Which one is meant is not known. Used the first. Remove one.");
    }

    private void unknown(Given given) {
        boolean variable = given.source().origin() == Origin.ENVIRONMENT;
        String dotted = variable ? given.name().toLowerCase(Locale.ROOT).replace('_', '.') : given.name();
        String meant = problems.size() < MOST_PROBLEMS ? Suggestion.sentence(catalogue, dotted) : "";
        if (!dotted.startsWith(SettingCatalogue.PREFIX) && meant.isEmpty()) {
            return;
        }
        report(
                "COVET-1001",
                Shown.plain(dotted) + " is not a setting (" + given.source() + "). It has no effect. It was ignored. "
                        + meant + "docs/settings.md has all of them.");
    }

    private <T> void entry(SettingKey<T> key, String name, List<Given> given) {
        Entry<T> fallback = fallback(key, name);
        Entry<T> winner = given.isEmpty() ? ordinary(key, name) : null;
        for (Given one : given) {
            Entry<T> read = read(key, name, one, winner, fallback);
            winner = winner == null ? read : winner;
        }
        Entry<T> entry = winner == null ? fallback : winner;
        entry = key.isReloadable() ? entry : unlessChanged(entry);
        if (!key.isPattern() || entry.source().origin() != Origin.DEFAULT) {
            entries.put(name, entry);
        }
    }

    /** What counts when a value is wrong: what was in force, or the default. */
    @SuppressWarnings("unchecked")
    private <T> Entry<T> fallback(SettingKey<T> key, String name) {
        Entry<?> old = before == null ? null : before.entry(name);
        return old != null && old.key() == key ? (Entry<T>) old : ordinary(key, name);
    }

    private <T> Entry<T> ordinary(SettingKey<T> key, String name) {
        T bundled = key.valueIn(profile);
        return bundled == null
                ? new Entry<>(key, name, key.defaultValue(), SettingSource.DEFAULT)
                : new Entry<>(key, name, bundled, new SettingSource(Origin.PROFILE, "profile " + profile.word()));
    }

    /** Reads one value; one that is wrong is reported, also if another one wins. */
    private <T> Entry<T> read(
            SettingKey<T> key, String name, Given given, @Nullable Entry<T> winner, Entry<T> fallback) {
        T instead = key.whenWrong();
        Entry<T> used = instead == null ? fallback : new Entry<>(key, name, instead, given.source());
        String outcome = winner != null
                ? "No effect now, for " + winner.source() + " decides. "
                : (before == null || instead != null ? "Used " : "Kept ")
                        + (used.text().isEmpty() ? "nothing" : used.text())
                        + (instead != null ? ", the safe choice. " : " (" + used.source() + "). ");
        Given.Flaw flaw = given.flaw();
        if (flaw != null) {
            problems.add(
                    new SettingProblem(flaw.code(), flaw.what() + " A value is never guessed. " + outcome.strip()));
            return used;
        }
        try {
            List<String> items = given.items();
            T value =
                    items == null ? key.type().parse(given.text()) : key.type().parseItems(items);
            return new Entry<>(key, name, value, given.source());
        } catch (BadValueException e) {
            String shown = key.isSecret() ? Shown.MASK : Shown.quoted(given.text());
            report(
                    e.isOutOfRange() ? "COVET-1003" : "COVET-1002",
                    name + " is " + shown + " (" + given.source() + "), "
                            + (e.isOutOfRange() ? "out of the range " : "allowed is ") + key.range()
                            + ". A value is never guessed. " + outcome + "Correct or remove it.");
            return used;
        }
    }

    /** Keeps what is in force of a setting that is read at start only. */
    @SuppressWarnings("unchecked")
    private <T> Entry<T> unlessChanged(Entry<T> now) {
        if (before == null) {
            return now;
        }
        Entry<?> found = before.entry(now.name());
        Entry<T> old = found == null
                ? new Entry<>(now.key(), now.name(), now.key().defaultValue(), SettingSource.DEFAULT)
                : (Entry<T>) found;
        if (!old.value().equals(now.value())) {
            report(
                    "COVET-1012",
                    now.name() + " was changed to " + Shown.quoted(now.text()) + " (" + now.source()
                            + "), which takes effect at next start. What depends on it exists already. Kept "
                            + Shown.quoted(old.text()) + ". Restart the application when it suits.");
        }
        return old;
    }
}
