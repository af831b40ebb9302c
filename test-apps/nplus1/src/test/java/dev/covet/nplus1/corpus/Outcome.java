package dev.covet.nplus1.corpus;

import dev.covet.nplus1.Boundaries;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.PrefetchStage;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program that has run.
 *
 * @param observed what Covet says that has seen nothing else and sends nothing
 * @param first likewise, of one that sends batches
 * @param learned of the same at the third request
 * @param among of one that has seen many other programs before
 */
record Outcome(Program program, Trace trace, Verdict observed, Verdict first, Verdict learned, Verdict among) {
    private static final int REQUESTS = 3;

    static Outcome of(Gate gate, Program program, Verdict among) throws Exception {
        gate.preparations();
        Watch watch = open(gate, PrefetchSettings.Mode.OBSERVE);
        Boundaries.request(program.body());
        Trace trace = new Trace(watch.executions(), gate.preparations());
        Verdict observed = Verdict.of(watch.findings());
        watch.close();
        Watch acting = open(gate, PrefetchSettings.Mode.ON);
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Boundaries.request(program.body());
            verdicts.add(Verdict.of(acting.findings()));
        }
        acting.close();
        return new Outcome(program, trace, observed, verdicts.get(0), verdicts.get(REQUESTS - 1), among);
    }

    /** From now on the gate's connections are seen by a new Covet. */
    static Watch open(Gate gate, PrefetchSettings.Mode mode) {
        Watch watch = new Watch();
        Random random = new Random(1);
        gate.fresh(watch, new PrefetchStage(PrefetchSettings.of(mode), new MemoryLimit(64 << 20), () -> random));
        return watch;
    }
}
