package dev.covet.optimizer.engine;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import java.util.regex.Matcher;
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

    /** Another database of MySQL from now on. */
    private static final Pattern USE = Pattern.compile("(?i)\\s*use\\s+(?:`([^`]+)`|([\\w$]+))\\s*;?\\s*");

    /** Perhaps the same, among other statements or in a comment that is executed. */
    private static final Pattern MAY_USE = Pattern.compile("(?i)\\buse\\b");

    private @Nullable String catalog;
    private boolean catalogUnknown;
    private @Nullable String schema;
    private boolean schemaUnknown;
    private volatile @Nullable String pinned;
    private volatile boolean opaque;
    private final SessionSettings settings = new SessionSettings();
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

    /** Which settings its statements have changed. */
    public SessionSettings settings() {
        return settings;
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

    /** As set by {@code setCatalog}, or by a statement of MySQL; or null. */
    public @Nullable String catalog() {
        return catalog;
    }

    public void catalog(@Nullable String name) {
        catalog = name;
        catalogUnknown = false;
    }

    /** Whether a statement may have changed the catalog, so that nobody here knows it. */
    public boolean catalogUnknown() {
        return catalogUnknown;
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

    private void used(SqlText text) {
        Matcher use = USE.matcher(text.sql());
        if (use.matches()) {
            catalog(use.group(1) == null ? use.group(2) : use.group(1));
        } else if (MAY_USE.matcher(text.sql()).find()) {
            catalogUnknown = true;
        }
    }

    private static boolean mayUse(SqlText text) {
        return text.dialect() == Dialect.MYSQL
                && switch (text.kind()) {
                    case SET, MULTIPLE, OTHER -> true;
                    default -> false;
                };
    }

    /**
     * A statement that the database has accepted.
     *
     * @param lasting whether no transaction can take it back
     */
    public void executed(SqlText text, boolean lasting) {
        if (text.changesSession() || text.kind() == StatementKind.SET) {
            settings.executed(text, lasting);
        }
        if (mayUse(text)) {
            used(text);
        }
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
