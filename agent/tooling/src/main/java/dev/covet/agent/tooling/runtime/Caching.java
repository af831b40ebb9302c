package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.features.cache.CacheKeys;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.CacheStage;
import dev.covet.optimizer.features.cache.Observing;
import dev.covet.optimizer.features.cache.Reporting;
import dev.covet.optimizer.features.cache.TtlStage;
import dev.covet.optimizer.features.cache.WithinUnits;
import dev.covet.optimizer.features.cache.observe.Forecast;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.report.ReportStage;
import dev.covet.optimizer.features.cache.rules.CacheRules;
import dev.covet.optimizer.features.cache.shared.Sealing;
import dev.covet.optimizer.features.cache.shared.SharedListener;
import dev.covet.optimizer.features.cache.shared.SharedProblem;
import dev.covet.optimizer.features.cache.warm.WarmUpListener;
import dev.covet.optimizer.settings.SettingSource;
import dev.covet.optimizer.settings.Settings;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The cache's stage as the settings ask for it: the same one as long as they stay the same. */
final class Caching implements RelayListener, SharedListener, WarmUpListener {
    private static final double SECOND = 1e9;
    private static final int MOST = 500;

    /** Of queries whose answers should be kept; that is said without being asked for. */
    private static final int MOST_PAYING = 10;

    private static final String APART = "COVET-4272";

    /** That the end of the JVM waits for what is written then, at most. */
    private static final Duration LAST = Duration.ofMillis(300);

    private final AgentLog log;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean awaitsEnd = new AtomicBoolean();
    private final AtomicInteger paying = new AtomicInteger();
    private volatile @Nullable Stage stage;
    private volatile @Nullable ReportStage report;
    private @Nullable CacheSettings by;

    Caching(AgentLog log) {
        this.log = log;
    }

    /** Null if none is wanted. Called by one thread at a time. */
    @Nullable Stage stage(boolean enabled, CacheSettings wanted) {
        Stage known = stage;
        if (known != null && enabled && wanted.equals(by)) {
            return known;
        }
        if (known instanceof CacheStage running) {
            running.close();
        } else if (known instanceof TtlStage running) {
            running.close();
        }
        Stage made = enabled ? made(wanted) : null;
        if (enabled && !wanted.shared().isOff() && !(made instanceof CacheStage)) {
            log.warn(
                    "COVET-4258 covet.cache.shared.url is set, but answers are only shared if the changes of the database are followed."
                            + " Nothing is shared. Set covet.cache.mode=on and covet.cache.level=bounded or strict.");
        }
        if (made instanceof CacheStage && !wanted.warmUp().isEmpty()) {
            awaitEnd();
        } else if (enabled && !wanted.warmUp().isEmpty()) {
            log.warn(
                    "COVET-4264 covet.cache.warm-up is set, but only answers for which the changes of the database are followed are"
                            + " asked again after a restart. Nothing is written. Set covet.cache.mode=on and"
                            + " covet.cache.level=bounded or strict.");
        }
        if (enabled && !wanted.equals(by) && isUnusedKeyWrong(wanted)) {
            log.warn(
                    "COVET-4257 covet.cache.shared.key is not an AES key. Nothing is encrypted by it, as nothing is shared and"
                            + " covet.cache.warm-up is not set. Make one with: openssl rand -base64 32.");
        }
        stage = made;
        report = made == null ? null : Reporting.stage();
        by = wanted;
        return made;
    }

    /** Counts what becomes of queries; null if there is no cache. To be asked for after its stage. */
    @Nullable ReportStage report() {
        return report;
    }

    /** Whether somebody wants it to be as it is. Else no password is kept by which changes could be followed later. */
    static boolean isAskedFor(Settings settings) {
        return settings.source(CacheKeys.MODE).origin() != SettingSource.Origin.DEFAULT;
    }

    /** Whoever uses it says so, too. */
    private static boolean isUnusedKeyWrong(CacheSettings wanted) {
        return wanted.shared().isOff()
                && wanted.warmUp().isEmpty()
                && Sealing.of(wanted.shared().keys().reveal()) == null;
    }

    /** Only where somebody wants that the end waits. */
    private void awaitEnd() {
        if (awaitsEnd.compareAndSet(false, true)) {
            Thread last = new Thread(null, this::end, "covet-shutdown-2", 0, false);
            last.setContextClassLoader(null);
            try {
                Runtime.getRuntime().addShutdownHook(last);
            } catch (IllegalStateException ends) {
                // It has begun to end: nothing was hot.
            }
        }
    }

    private void end() {
        try {
            if (stage instanceof CacheStage running) {
                running.end(LAST);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Stage made(CacheSettings wanted) {
        if (wanted.mode() != CacheSettings.Mode.OFF) {
            CacheRules rules = wanted.readRules();
            rules.misread().forEach(wrong -> log.warn("COVET-4241 " + wrong));
            rules.contradictions().forEach(wrong -> log.warn("COVET-4242 " + wrong + '.'));
        }
        return switch (wanted.mode()) {
            case OFF -> null;
            case OBSERVE -> Observing.stage(wanted, this::paying);
            case ON -> answering(wanted);
        };
    }

    private Stage answering(CacheSettings wanted) {
        return switch (wanted.level()) {
            case TRANSACTION -> WithinUnits.stage(wanted);
            case BOUNDED, STRICT -> new CacheStage(wanted, this, this, this);
            case TTL -> new TtlStage(wanted, this);
        };
    }

    private void paying(SqlText query, Forecast forecast) {
        if (paying.get() >= MOST_PAYING || !said.add(query.queryText())) {
            return;
        }
        int number = paying.incrementAndGet();
        if (number <= MOST_PAYING) {
            log.info(String.format(
                    Locale.ROOT,
                    "COVET-4230 The cache could have answered %d of %d executions of [%s] (query:%s), for which the"
                            + " database took %.1f s. Set covet.cache.mode=on, after you have read what that needs.%s",
                    forecast.repeated(),
                    forecast.asked(),
                    query.queryText(),
                    query.fingerprint().hex(),
                    forecast.savedNanos() / SECOND,
                    number == MOST_PAYING ? " Others are only in the metric covet.cache.would_save." : ""));
        }
    }

    @Override
    public void following() {
        // Whether others are told of it, too, is another matter.
        said.removeIf(each -> !each.equals(APART));
        log.info("COVET-4220 The cache follows the changes of a database from now on.");
    }

    @Override
    public void leading() {
        said.remove(APART);
        log.info("COVET-4270 This JVM hands on the changes of a database to the other JVMs from now on.");
    }

    @Override
    public void handed() {
        said.remove(APART);
        log.info("COVET-4271 Another JVM hands on the changes of a database to this one from now on.");
    }

    @Override
    public void apart(String why) {
        if (said.add(APART)) {
            log.warn(APART + " JVMs cannot hand on the changes of a database to each other (" + why
                    + "). Meanwhile this one is told of them by the database itself. See that the Redis of covet.cache.shared.url"
                    + " runs, is of version 5 or newer and allows XADD, XREAD, XREVRANGE and PEXPIRE, or set"
                    + " covet.cache.shared.relay=false.");
        }
    }

    @Override
    public void refused(FeedRefusedException why) {
        if (said.add(why.code())) {
            log.warn(why.code() + ' ' + why.sentence() + " Nothing of this database is answered from the cache. "
                    + why.cure());
        }
    }

    @Override
    public void violated(SqlText query) {
        List<String> tables = query.tables().stream().map(TableName::name).toList();
        log.warn("COVET-4240 The database answers [" + query.queryText() + "] (query:"
                + query.fingerprint().hex() + "), which reads "
                + String.join(", ", tables)
                + ", otherwise than the cache would have, and no change that it told of explains that. The application got the"
                + " database's answer, but others may have been wrong. Nothing of this database is answered from the cache until"
                + " a setting of the cache is changed. Please report this.");
    }

    @Override
    public void misread(SqlText query, String comment) {
        if (said.size() < MOST && said.add("COVET-4243" + query.queryText())) {
            log.warn("COVET-4243 The comment [covet:cache " + comment + "] in the query [" + query.queryText()
                    + "] is none that Covet knows. Write covet:cache ttl=10s with a time from 1ms to 1d, or covet:off cache."
                    + " The query is not answered from the cache.");
        }
    }

    @Override
    public void lost(SQLException why) {
        if (said.add("COVET-4221")) {
            log.warn("COVET-4221 The cache cannot follow the changes of a database any more (" + why.getMessage()
                    + "). What it had is forgotten, statements go to the database, and it tries again.");
        }
    }

    @Override
    public void trouble(String code, String sentence, String cure) {
        log.warn(code + ' ' + sentence + ' ' + cure);
    }

    @Override
    public void warmed(int answers, int wanted) {
        log.info("COVET-4263 " + answers + " of " + wanted
                + " answers that saved most in the last run are in the cache again.");
    }

    @Override
    public void failed(Throwable ours) {
        log.warn("COVET-4262 Warming up ended early: " + ours
                + ". Nothing need be done: what is missing is kept once it is asked for.");
    }

    @Override
    public void sharedLost(SharedProblem why) {
        log.warn(why.code() + ' ' + why.sentence() + " Meanwhile answers are this JVM's own. " + why.cure());
    }

    @Override
    public void sharedBack() {
        log.info("COVET-4251 Answers are shared with other JVMs again.");
    }
}
