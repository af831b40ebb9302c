package dev.covet.optimizer.engine;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the application has set on its session. What we do not know how to repeat elsewhere pins the session: its
 * statements stay on this connection and are answered by nobody else, until the connection is reset.
 */
public final class SessionState {
    /** Variables of MySQL by which one text can mean two things. */
    private static final Pattern READING =
            Pattern.compile("(?i)sql_select_limit|sql_auto_is_null|sql_mode.*(ansi|oracle|no_backslash|@)");

    /** Temporary objects, by their keyword or by their schema. */
    private static final Pattern TEMPORARY = Pattern.compile("(?i)temp");

    private @Nullable String catalog;
    private @Nullable String schema;
    private boolean schemaUnknown;
    private volatile @Nullable String pinned;
    private volatile boolean opaque;
    private volatile @Nullable Object ofHealth;
    private volatile boolean gone;

    /** Why this session is pinned, or null. */
    public @Nullable String pinned() {
        return pinned;
    }

    /** Whether things may happen on this connection that nobody here sees. */
    public boolean opaque() {
        return opaque;
    }

    /** From now on things may happen that nobody here sees. The first reason is kept. */
    public void pin(String reason) {
        opaque = true;
        pinTo(reason);
    }

    private void pinTo(String reason) {
        if (pinned == null) {
            pinned = reason;
        }
    }

    /** As set by {@code setCatalog}, or null. */
    public @Nullable String catalog() {
        return catalog;
    }

    public void catalog(@Nullable String name) {
        catalog = name;
    }

    /** As set by {@code setSchema}, or null. */
    public @Nullable String schema() {
        return schema;
    }

    public void schema(@Nullable String name) {
        schema = name;
        schemaUnknown = false;
    }

    /** Whether a statement may have changed the schema, so that nobody here knows it. */
    public boolean schemaUnknown() {
        return schemaUnknown;
    }

    public void executed(SqlText text) {
        if (text.dialect() == Dialect.MYSQL
                && text.kind() == StatementKind.SET
                && READING.matcher(text.sql()).find()) {
            pin("a statement changed how queries are read, or how many rows they answer");
        }
        if (text.changesSession()) {
            schemaUnknown = true;
            if (text.kind() != StatementKind.SET
                    && TEMPORARY.matcher(text.sql()).find()) {
                pin("a temporary object may hide one that everybody sees");
            }
            pinTo("a statement changed the session");
        }
    }

    /** What pool health knows of the session; null if nothing. Other threads look at it. */
    public @Nullable Object ofHealth() {
        return ofHealth;
    }

    public void ofHealth(@Nullable Object kept) {
        ofHealth = kept;
    }

    /** Whether the connection to the database was closed: whoever has borrowed it has nothing any more. */
    public boolean isGone() {
        return gone;
    }

    public void gone() {
        gone = true;
    }
}
