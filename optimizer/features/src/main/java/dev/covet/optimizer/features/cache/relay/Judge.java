package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.catalog.Definitions;
import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.catalog.KnownTables;
import dev.covet.optimizer.catalog.Lasting;
import dev.covet.optimizer.catalog.MySqlCatalog;
import dev.covet.optimizer.catalog.PostgresCatalog;
import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.catalog.TableCatalog;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the catalog, on the connection of a feed, which answers may be kept. */
final class Judge {
    private final ChangeFeed feed;
    private final ConnectionSession session;
    private final boolean prints;
    private Definitions definitions;
    private Definitions.Print print = Definitions.Print.NONE;

    /**
     * The session stands for the feed's own connection; nobody else uses it.
     *
     * @param prints whether other JVMs are to know by which definitions a query was judged
     */
    Judge(ChangeFeed feed, ConnectionSession session, boolean prints) {
        this.feed = feed;
        this.session = session;
        this.prints = prints;
        this.definitions = new Definitions(session.facts().dialect());
    }

    /** Null if definitions have changed that others were judged by. */
    @Nullable Ruling judge(QueryShape shape, Epoch epoch) throws SQLException, UnaskedException {
        // As long as nothing is watched nobody notices what queries may name that writes.
        boolean unwatched = session.facts().dialect() == Dialect.POSTGRESQL && print.equals(Definitions.Print.NONE);
        Lasting lasting = asked(shape, epoch, unwatched);
        if (lasting.allowed() && !definitions.have(lasting)) {
            if (!extended(definitions.and(lasting))) {
                return null;
            }
            // What has changed before the print is seen now, what changes later by the print.
            lasting = asked(shape, epoch, unwatched);
        }
        return lasting.allowed() ? allowed(shape, epoch, lasting) : new Ruling(epoch, lasting.reasons(), false, "");
    }

    private Ruling allowed(QueryShape shape, Epoch epoch, Lasting lasting) throws SQLException, UnaskedException {
        Set<String> tables = lasting.tables();
        List<String> reasons = new ArrayList<>();
        if (tables.isEmpty()) {
            reasons.add("the query reads no table");
        }
        for (String table : feed.untold(tables)) {
            reasons.add("not every change of the table " + table + " is told");
        }
        epoch.rights(print.rights());
        learn(shape);
        return new Ruling(
                epoch,
                reasons,
                !tables.containsAll(lasting.names()),
                prints ? ownPrint(shape, epoch, lasting) : "",
                tables.stream().mapToInt(TableClock::number).distinct().toArray());
    }

    /** Taken before the catalog is asked once more: what the query is judged by is not older than what the print says. */
    private String ownPrint(QueryShape shape, Epoch epoch, Lasting lasting) throws SQLException, UnaskedException {
        String own = Definitions.common(session.facts().dialect(), feed.asking(), shape, lasting);
        return lasting.equals(asked(shape, epoch, false)) ? own : "";
    }

    private Lasting asked(QueryShape shape, Epoch epoch, boolean anew) throws UnaskedException {
        boolean first = anew || epoch.suspects() == null;
        Eligibility found = session.facts().dialect() == Dialect.POSTGRESQL
                ? PostgresCatalog.judgeApart(feed.asking(), shape, "cache", first)
                : MySqlCatalog.judgeApart(feed.asking(), shape, "cache", first);
        if (!found.asked()) {
            throw new UnaskedException();
        }
        Suspects suspects = found.suspects();
        if (suspects != null && !suspects.equals(epoch.suspects())) {
            epoch.suspects(suspects);
        }
        return found.lasting();
    }

    /** Whether all definitions are still those that queries, and this JVM's writes, were judged by. */
    boolean holds() throws SQLException {
        KnownTables known = known();
        return isSame() && (known == null || watches(known));
    }

    private boolean isSame() throws SQLException {
        if (definitions.print(feed.asking()).equals(print)) {
            return true;
        }
        KnownTables known = known();
        if (known != null) {
            known.forget();
        }
        return false;
    }

    /**
     * Watches more. False if something has changed of what was watched before: that is looked at after the new print was
     * taken, so that no change falls between.
     */
    private boolean extended(Definitions more) throws SQLException {
        Definitions.Print printed = more.print(feed.asking());
        if (!isSame()) {
            return false;
        }
        definitions = more;
        print = printed;
        return true;
    }

    /** The definitions of tables that this JVM writes decide what changes with them. */
    private boolean watches(KnownTables known) throws SQLException {
        Set<String> written = known.changed();
        if (!definitions.haveWritten(written)) {
            if (!extended(definitions.andWritten(written))) {
                return false;
            }
            // What was learned before may have been another's by then.
            known.forget();
        }
        known.read(feed.asking(), session, KnownTables.Names.NONE);
        return true;
    }

    /** What changes with the tables this JVM writes, so that not each of its writes may have changed anything. */
    private void learn(QueryShape shape) {
        KnownTables known = known();
        if (known != null) {
            known.read(feed.asking(), session, KnownTables.Names.of(shape));
        }
    }

    private @Nullable KnownTables known() {
        return session.clock().judgeBy(new KnownTables(TableCatalog.OF_DATABASE)) instanceof KnownTables known
                ? known
                : null;
    }
}
