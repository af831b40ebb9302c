package dev.covet.optimizer.engine;

import dev.covet.optimizer.sql.SettingChange;
import dev.covet.optimizer.sql.SqlText;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which settings statements of a session have changed. Values are not kept: whoever needs them asks the session, so that
 * rollbacks and defaults need no rules here. Belongs to the thread that uses the connection.
 */
public final class SessionSettings {
    /** Nobody has so many; who does sets another name each time. */
    private static final int MOST = 50;

    private Set<String> custom = Set.of();
    private Set<String> unknown = Set.of();
    private boolean lost;

    /** Whether a statement has set nothing but what can be asked of its session and given to another one. */
    public static boolean isMirrored(SqlText text) {
        SettingChange change = SettingChange.of(text);
        return switch (change.kind()) {
            case SET, RESET -> change.isMirrored(text.dialect());
            case RESET_ALL, DISCARD_ALL -> true;
            case UNKNOWN -> false;
        };
    }

    /** The same of one setting, so that no other is touched. */
    static boolean isOneMirrored(SqlText text) {
        SettingChange change = SettingChange.of(text);
        return !change.name().isEmpty() && change.isMirrored(text.dialect());
    }

    /** Whether all that has been changed can be asked of the session and given to another one. */
    public boolean areKnown() {
        return !lost && unknown.isEmpty();
    }

    /** Names that the application has chosen, or an extension; what they mean is not known. */
    public Set<String> custom() {
        return custom;
    }

    /**
     * A statement that the database has accepted.
     *
     * @param lasting whether no transaction can take it back
     */
    void executed(SqlText text, boolean lasting) {
        SettingChange change = SettingChange.of(text);
        switch (change.kind()) {
            case SET -> set(change, text);
            case RESET -> {
                if (lasting && unknown.contains(change.name())) {
                    unknown.remove(change.name());
                }
            }
            case RESET_ALL -> {
                if (lasting) {
                    unknown = Set.of();
                }
            }
            case DISCARD_ALL -> {
                unknown = Set.of();
                lost = false;
            }
            case UNKNOWN -> lost |= text.changesSession();
        }
    }

    private void set(SettingChange change, SqlText text) {
        if (!change.isMirrored(text.dialect())) {
            unknown = with(unknown, change.name());
        } else if (change.isCustom(text.dialect())) {
            custom = with(custom, change.name());
        }
    }

    private Set<String> with(Set<String> names, String name) {
        if (names.contains(name)) {
            return names;
        }
        if (names.size() >= MOST) {
            lost = true;
            return names;
        }
        Set<String> more = new TreeSet<>(names);
        more.add(name);
        return more;
    }
}
