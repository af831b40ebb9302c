package dev.covet.optimizer.features.route.reads;

import dev.covet.optimizer.catalog.ShapeRules;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is known of one text on one database. Kept with the query. */
final class ReadPlan {
    static final String FEATURE = "route";

    /** Longer texts are not kept, and so would be read anew each time. */
    private static final int LONGEST = 10 * 1024;

    private static final String COMMENT = "covet:";

    private final Reads owner;
    private final SqlText text;
    private final String unfollowed;
    private volatile @Nullable ReadRuling always;
    private volatile @Nullable ReadRuling lately;

    ReadPlan(Reads owner, SqlText text) {
        this.owner = owner;
        this.text = text;
        boolean query = text.kind() == StatementKind.SELECT;
        boolean said = text.sql().length() <= LONGEST
                && text.sql().toLowerCase(Locale.ROOT).contains(COMMENT);
        if (text.sql().length() > LONGEST) {
            this.always = ReadRuling.refused(Hint.NONE, "the text is too long");
            this.unfollowed = "";
        } else if (!query && !said) {
            this.always = ReadRuling.NO_QUERY;
            this.unfollowed = "";
        } else {
            QueryShape shape = QueryShape.of(text);
            List<String> reasons = reasons(shape);
            Hint hint = Hint.of(shape);
            this.always = always(hint, reasons);
            this.unfollowed = unfollowed(text, hint, reasons);
        }
    }

    private static List<String> reasons(QueryShape shape) {
        Dialect dialect = shape.dialect();
        return dialect == Dialect.POSTGRESQL || dialect == Dialect.MYSQL
                ? ShapeRules.reasons(shape, FEATURE)
                : List.of("statements of this database are not routed");
    }

    private static @Nullable ReadRuling always(@Nullable Hint hint, List<String> reasons) {
        if (hint == null) {
            return ReadRuling.refused(Hint.PRIMARY, "its comments contradict each other");
        }
        if (hint == Hint.PRIMARY) {
            return ReadRuling.refused(hint, "a comment in it asks for the primary");
        }
        if (!reasons.isEmpty()) {
            return ReadRuling.refused(Hint.NONE, String.join("; ", reasons));
        }
        return hint == Hint.REPLICA ? ReadRuling.ASKED_FOR : null;
    }

    private static String unfollowed(SqlText text, @Nullable Hint hint, List<String> reasons) {
        String why;
        if (hint == null) {
            why = "contradict each other, or say more than Covet knows";
        } else if (hint == Hint.REPLICA && !reasons.isEmpty()) {
            why = "ask for a replica, which cannot run it: " + String.join("; ", reasons);
        } else {
            return "";
        }
        return "COVET-4301 The comments in the statement [" + text.queryText() + "] " + why
                + ". It is sent to the primary. Write one of covet:replica, covet:primary and covet:off route.";
    }

    boolean isOf(Reads reads) {
        return owner == reads;
    }

    SqlText text() {
        return text;
    }

    /** The message that a comment is not followed; empty if all are. */
    String unfollowed() {
        return unfollowed;
    }

    /** What its text decides, or what a replica has; null if that is up to the catalog. */
    @Nullable ReadRuling always() {
        return always;
    }

    void always(ReadRuling ruling) {
        always = ruling;
    }

    /** What the catalog has decided last; null if nothing. */
    @Nullable ReadRuling lately() {
        return lately;
    }

    void lately(ReadRuling ruling) {
        lately = ruling;
    }
}
