package dev.covet.optimizer.features.health;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.PoolFindingSignal.Kind;
import dev.covet.optimizer.sql.Dialect;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement that the server has ended because it and others were waiting for each other. */
final class Deadlock {
    private static final String POSTGRES = "40P01";
    private static final int MYSQL = 1213;

    /** PostgreSQL names the processes; the text is in the server's language, the numbers are not. */
    private static final Pattern PROCESS = Pattern.compile("\\b(\\d{2,10})\\b[^\\n]*?;[^\\n]*?\\b(\\d{2,10})\\b");

    private static final Pattern WAITS = Pattern.compile("Process (\\d+) waits for ([^;]+);");

    private static final Pattern RELATION = Pattern.compile("relation \"([^\"]+)\"");

    private Deadlock() {}

    static void look(StatementCall call, Watching watching) {
        if (call.failure() instanceof SQLException failure && isDeadlock(call, failure)) {
            say(call, failure, watching);
        }
    }

    private static boolean isDeadlock(StatementCall call, SQLException failure) {
        return POSTGRES.equals(failure.getSQLState())
                || (failure.getErrorCode() == MYSQL && call.session().facts().dialect() == Dialect.MYSQL);
    }

    private static void say(StatementCall call, SQLException failure, Watching watching) {
        StackTraceElement[] stack = failure.getStackTrace();
        String site = CallSite.of(stack).method();
        String known = call.session().poolName();
        String pool = known == null ? "" : known;
        if (!watching.findings().isNews(Kind.DEADLOCK, pool, site)) {
            return;
        }
        StringBuilder text =
                new StringBuilder("A statement was ended by the server because transactions waited for each"
                        + " other (deadlock): [" + Holder.text(call.text()) + "]" + waits(failure, call)
                        + ". Its stack:"
                        + Holder.lines(stack));
        for (long process : others(failure, call)) {
            text.append(other(process, failure, watching));
        }
        text.append(
                "\n  To do: let all transactions lock rows in the same order, by key for example; keep them short, and"
                        + " repeat the one that was ended.");
        watching.findings().say(Kind.DEADLOCK, pool, "COVET-4510", text.toString());
    }

    private static String waits(SQLException failure, StatementCall call) {
        String lock = lock(failure, call.session().serverProcess());
        String message = failure.getMessage();
        Matcher relation = RELATION.matcher(message == null ? "" : message);
        return (relation.find() ? ", at a row of " + relation.group(1) : "")
                + (lock.isEmpty() ? "" : ", which waited for " + lock);
    }

    private static String lock(SQLException failure, long process) {
        String message = failure.getMessage();
        Matcher waits = WAITS.matcher(message == null ? "" : message);
        while (waits.find()) {
            if (waits.group(1).equals(Long.toString(process))) {
                return waits.group(2);
            }
        }
        return "";
    }

    private static Set<Long> others(SQLException failure, StatementCall call) {
        Set<Long> others = new LinkedHashSet<>();
        String message = failure.getMessage();
        Matcher processes = PROCESS.matcher(message == null ? "" : message);
        while (POSTGRES.equals(failure.getSQLState()) && processes.find()) {
            others.add(Long.parseLong(processes.group(1)));
        }
        others.remove(call.session().serverProcess());
        return others;
    }

    private static String other(long process, SQLException failure, Watching watching) {
        Borrowing other = watching.byProcess(process);
        String lock = lock(failure, process);
        String waited = lock.isEmpty() ? "" : ", which waited for " + lock;
        Watching.Waiter waiter = watching.waiter(process);
        if (waiter != null) {
            return "\n  The other side is " + waiter.who() + ", process " + process + " of the server" + waited
                    + ", in [" + waiter.text() + "]:" + waiter.lines();
        }
        if (other == null) {
            return "\n  The other side is process " + process + " of the server" + waited
                    + ". It is no connection of this JVM's pools.";
        }
        return "\n  The other side is " + Holder.who(other) + ", process " + process + " of the server" + waited
                + at(other, other.activity());
    }

    /** What it was at in that statement, if that was seen or still is to be seen; else where its connection came from. */
    private static String at(Borrowing other, @Nullable Activity activity) {
        if (activity == null) {
            return "." + Holder.stack(other);
        }
        Activity.Seen seen = activity.seenInTransaction();
        if (seen != null) {
            return ", in [" + Holder.text(seen.text()) + "]:" + Holder.lines(seen.stack());
        }
        long moment = activity.moment();
        Thread thread = activity.thread();
        StackTraceElement[] now = moment > 0 && thread != null ? thread.getStackTrace() : new StackTraceElement[0];
        return ", in [" + Holder.text(activity.text()) + "]"
                + (now.length > 0 && activity.moment() == moment ? ":" + Holder.lines(now) : "." + Holder.stack(other));
    }
}
