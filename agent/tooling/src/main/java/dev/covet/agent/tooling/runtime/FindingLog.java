package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalSink;
import dev.covet.optimizer.sql.Fingerprint;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Says each finding once. Belongs to the thread of the signals. */
final class FindingLog implements SignalSink {
    private static final int MOST = 500;
    private static final int LONGEST = 300;
    private static final double MILLIS = 1e6;

    private record Said(Kind kind, Fingerprint inner) {}

    private final Set<Said> said = new HashSet<>();
    private final Consumer<String> info;
    private final Consumer<String> warn;

    FindingLog(Consumer<String> info, Consumer<String> warn) {
        this.info = info;
        this.warn = warn;
    }

    @Override
    public void accept(Signal signal) {
        if (signal instanceof FindingSignal finding
                && said.size() < MOST
                && said.add(new Said(finding.kind(), finding.inner().fingerprint()))) {
            switch (finding.kind()) {
                case N_PLUS_ONE -> info.accept(nPlusOne(finding));
                case MISMATCH -> warn.accept(mismatch(finding));
                default -> info.accept(repeated(finding));
            }
        }
    }

    private static String nPlusOne(FindingSignal finding) {
        String outer = finding.outer() == null ? "" : finding.outer().queryText();
        return "COVET-4101 A query ran " + finding.executions() + " times" + where(finding)
                + ", once for each row of another one: [" + cut(finding.inner().queryText()) + "] for ["
                + cut(outer) + "], " + finding.mapping() + "." + cost(finding) + done(finding) + " " + finding.advice();
    }

    private static String done(FindingSignal finding) {
        if (!finding.blocked().isEmpty()) {
            return blocked(finding);
        }
        return finding.served() == 0 ? "" : " Covet answered " + finding.served() + " of them from batches.";
    }

    private static String blocked(FindingSignal finding) {
        return finding.blocked().isEmpty() ? "" : " Covet sends no batches, because " + finding.blocked() + ".";
    }

    private static String repeated(FindingSignal finding) {
        String kind = finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "COVET-4102 A query ran " + finding.executions() + " times" + where(finding) + " (" + kind + "): ["
                + cut(finding.inner().queryText()) + "]." + cost(finding) + blocked(finding) + " " + finding.advice();
    }

    private static String mismatch(FindingSignal finding) {
        return "COVET-4103 A batch gave another answer than the single query ["
                + cut(finding.inner().queryText())
                + "]. The application got that of the single query, and Covet sends no more batches for it. "
                + finding.advice();
    }

    private static String where(FindingSignal finding) {
        String name = finding.work().name();
        String site = finding.callSite();
        return (name.isEmpty() ? "" : " in " + name) + (site.isEmpty() ? "" : " at " + site);
    }

    private static String cost(FindingSignal finding) {
        return String.format(Locale.ROOT, " The repeats took %.1f ms.", finding.lostNanos() / MILLIS);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
