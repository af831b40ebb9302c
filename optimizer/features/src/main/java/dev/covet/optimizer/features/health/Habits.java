package dev.covet.optimizer.features.health;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.PoolFindingSignal.Kind;

/** Findings about how statements are executed, made on the application's threads. */
final class Habits {
    /** So many writes that commit one by one in one unit of work are worth a word. */
    static final int AUTOCOMMITTED_WRITES = 20;

    private final Findings findings;

    Habits(Findings findings) {
        this.findings = findings;
    }

    void autocommitted(StatementCall call, int writes) {
        String site = CallSite.here().method();
        String known = call.session().poolName();
        String pool = known == null ? "" : known;
        if (findings.isNews(Kind.AUTOCOMMIT_CHATTER, pool, site)) {
            String name = call.work().name();
            findings.say(
                    Kind.AUTOCOMMIT_CHATTER,
                    pool,
                    "COVET-4509",
                    writes + " writes" + (name.isEmpty() ? "" : " in " + name) + (site.isEmpty() ? "" : " at " + site)
                            + " were committed one by one by autocommit, the last of them [" + Holder.text(call.text())
                            + "]. Each waits for the disk of the server, and an error leaves half of them done. Do them in"
                            + " one transaction, and as a batch if they have one text.");
        }
    }
}
