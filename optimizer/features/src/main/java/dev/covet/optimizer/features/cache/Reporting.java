package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.Query;
import dev.covet.optimizer.features.cache.relay.Ruling;
import dev.covet.optimizer.features.cache.report.CacheReport;
import dev.covet.optimizer.features.cache.report.ReportStage;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.ArrayList;
import java.util.List;

/** What became of the queries that the cache saw: where it is counted, and how it is read. */
public final class Reporting {
    private Reporting() {}

    /** A stage that counts from now on, to stand before the cache's own. */
    public static ReportStage stage() {
        return new ReportStage(
                (call, since) -> Plan.of(call.text(), call.session().facts()).outcomes(since));
    }

    /** What it has counted of the texts that are kept. */
    public static CacheReport report(SqlTextCache texts, ReportStage since) {
        List<CacheReport.Asked> asked = new ArrayList<>();
        texts.forEach(text -> Query.known(text).forEach(query -> {
            if (query.ofCache() instanceof Plan plan
                    && plan.outcomes(since).sums().size() > 0) {
                asked.add(new CacheReport.Asked(text, query.facts().database(), reasons(plan), plan.outcomes(since)));
            }
        }));
        return new CacheReport(asked);
    }

    private static List<String> reasons(Plan plan) {
        List<String> reasons = new ArrayList<>(plan.reasons());
        if (plan.mayWrite()) {
            reasons.add("it calls functions of which nobody here knows what they do");
        }
        reasons.addAll(plan.fleeting());
        Ruling ruling = plan.lastRuling();
        if (ruling != null) {
            reasons.addAll(ruling.reasons());
        }
        return reasons.stream().distinct().toList();
    }
}
