package dev.covet.optimizer.features.route.reads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.catalog.MySqlCatalog;
import dev.covet.optimizer.catalog.PostgresCatalog;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Query;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.Fingerprint;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Says of the statements of one database whether a replica may answer them. */
public final class Reads {
    private static final int MOST_SHAPES = 10_000;
    private static final int MOST_ASKED = 1_000;
    private static final long IN_VAIN = TimeUnit.SECONDS.toNanos(1);
    private static final int CAUSES = 8;

    private final BiFunction<Connection, QueryShape, Eligibility> catalog;
    private final ReadsListener listener;
    private final LongSupplier nanoTime;

    /** By what texts have in common that differ in their literals only. */
    private final Cache<Fingerprint, ReadRuling> rulings = Caffeine.newBuilder()
            .maximumSize(MOST_SHAPES)
            .executor(Runnable::run)
            .build();

    private final Cache<Fingerprint, Boolean> writing = Caffeine.newBuilder()
            .maximumSize(MOST_SHAPES)
            .executor(Runnable::run)
            .build();

    /** What is being asked for. */
    private final Set<Fingerprint> asked = ConcurrentHashMap.newKeySet();

    private volatile long pausedUntil;

    public Reads(ReadsListener listener, LongSupplier nanoTime) {
        this(listener, nanoTime, Reads::judge);
    }

    Reads(ReadsListener listener, LongSupplier nanoTime, BiFunction<Connection, QueryShape, Eligibility> catalog) {
        this.catalog = catalog;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.pausedUntil = nanoTime.getAsLong();
    }

    /** What is known of it now; asks the listener for what is not. Not about its transaction, nor about its session. */
    public ReadRuling of(StatementCall call) {
        boolean one = call.kind() == ExecutionKind.QUERY || call.kind() == ExecutionKind.EXECUTE;
        if (!one || call.wantsKeys()) {
            return ReadRuling.NO_EXECUTION;
        }
        ReadPlan plan = plan(call);
        ReadRuling always = plan.always();
        if (always != null) {
            return always;
        }
        if (!isOfUrl(call)) {
            return ReadRuling.OTHER_DATABASE;
        }
        long schema = call.session().clock().schema();
        long now = call.startNanos();
        ReadRuling known = plan.lately();
        if (known != null && known.holds(schema, now)) {
            if (known.isOld(now)) {
                want(plan, call);
            }
            return known;
        }
        return unknown(plan, call, schema, now);
    }

    private ReadPlan plan(StatementCall call) {
        SqlText text = call.text();
        Query query = Query.of(text, call.session().facts());
        if (query.ofRoute() instanceof ReadPlan known && known.isOf(this)) {
            return known;
        }
        ReadPlan made = new ReadPlan(this, text);
        query.ofRoute(made);
        if (!made.unfollowed().isEmpty()) {
            listener.unfollowed(made.unfollowed());
        }
        if (writing.getIfPresent(text.fingerprint()) != null) {
            made.always(ReadRuling.WRITES);
        }
        return made;
    }

    /** MySQL's and MariaDB's catalog is asked about one database only: that of the URL. */
    private static boolean isOfUrl(StatementCall call) {
        ConnectionFacts facts = call.session().facts();
        if (facts.dialect() != Dialect.MYSQL) {
            return true;
        }
        String current = call.catalog();
        return !facts.database().isEmpty() && (current == null || current.equalsIgnoreCase(facts.database()));
    }

    private ReadRuling unknown(ReadPlan plan, StatementCall call, long schema, long now) {
        ReadRuling ofOthers = rulings.getIfPresent(plan.text().fingerprint());
        if (ofOthers != null && ofOthers.holds(schema, now)) {
            plan.lately(ofOthers);
            return ofOthers;
        }
        want(plan, call);
        return ReadRuling.UNKNOWN;
    }

    private void want(ReadPlan plan, StatementCall call) {
        boolean mayAsk = call.startNanos() - pausedUntil >= 0 && asked.size() < MOST_ASKED;
        if (mayAsk && asked.add(plan.text().fingerprint())) {
            listener.wanted(new ReadQuestion(plan, call.session().clock()));
        }
    }

    /**
     * Answers a question by the catalog. In the background.
     *
     * @param asking a connection of ours to the primary, to the same database by the same user as the application's, in
     *     autocommit mode; nothing changes on it
     */
    public ReadRuling judge(Connection asking, ReadQuestion question) {
        long schema = question.clock().schema();
        long before = nanoTime.getAsLong();
        Eligibility found = catalog.apply(asking, question.shape());
        ReadPlan plan = question.plan();
        if (!found.asked()) {
            leave(question);
            return ReadRuling.UNKNOWN;
        }
        ReadRuling ruling = ReadRuling.of(found, question.shape(), schema, before);
        rulings.put(plan.text().fingerprint(), ruling);
        plan.lately(ruling);
        asked.remove(plan.text().fingerprint());
        return ruling;
    }

    private static Eligibility judge(Connection asking, QueryShape shape) {
        return shape.dialect() == Dialect.POSTGRESQL
                ? PostgresCatalog.judgeApart(asking, shape, ReadPlan.FEATURE, false)
                : MySqlCatalog.judgeApart(asking, shape, ReadPlan.FEATURE, false);
    }

    /** It could not be asked this time; nothing is asked for a while. */
    public void leave(ReadQuestion question) {
        pausedUntil = nanoTime.getAsLong() + IN_VAIN;
        asked.remove(question.text().fingerprint());
    }

    /** A replica has refused it because it writes: from now on it is for the primary, also with other literals. */
    public void learnedWriting(SqlText text) {
        writing.put(text.fingerprint(), true);
        for (Query query : Query.known(text)) {
            if (query.ofRoute() instanceof ReadPlan plan && plan.isOf(this)) {
                plan.always(ReadRuling.WRITES);
            }
        }
    }

    /** Whether that is a server's answer to a statement that writes although only reads are allowed there. */
    public static boolean isRefusedWrite(@Nullable Throwable failure) {
        Throwable each = failure;
        for (int i = 0; i < CAUSES && each != null; i++) {
            if (each instanceof SQLException error && isRefusedWrite(error)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private static boolean isRefusedWrite(SQLException error) {
        return switch (error.getErrorCode()) {
            // An option of the server prevents it: there are others than that.
            case 1290 ->
                String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT).contains("read-only");
            case 1792, 1836 -> true;
            default -> "25006".equals(error.getSQLState());
        };
    }
}
