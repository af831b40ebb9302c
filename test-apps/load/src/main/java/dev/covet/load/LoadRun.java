package dev.covet.load;

import dev.covet.load.report.Ending;
import dev.covet.load.report.LoadProgress;
import dev.covet.load.report.LoadReport;
import dev.covet.load.report.Statistics;
import dev.covet.load.workload.RequestSequence;
import dev.covet.load.workload.RequestTemplate;
import java.time.Duration;
import java.util.function.Consumer;

/** One run of load against a target. It runs once. */
public final class LoadRun {
    private final LoadSettings settings;
    private final Consumer<LoadProgress> progress;
    private final LoadClock clock;
    private final Crew crew;

    public LoadRun(LoadSettings settings) {
        this(settings, report -> {});
    }

    /** Progress is reported on the thread that calls run. */
    public LoadRun(LoadSettings settings, Consumer<LoadProgress> progress) {
        this(settings, progress, LoadClock.SYSTEM);
    }

    LoadRun(LoadSettings settings, Consumer<LoadProgress> progress, LoadClock clock) {
        this.settings = settings;
        this.progress = progress;
        this.clock = clock;
        this.crew = new Crew(settings.pace().threads());
    }

    /** Sends the requests and waits until the run ends. An interrupt stops the run and is thrown. */
    public LoadReport run() throws LoadProblem, InterruptedException {
        Target target = Target.of(settings.target(), settings.allowRemote());
        target.requireReachable(settings.timeout());
        Statistics statistics = new Statistics(settings.workload().templates().stream()
                .map(RequestTemplate::kind)
                .toList());
        try (Sender sender = new Sender(target, settings.timeout())) {
            RequestSequence sequence = new RequestSequence(settings.workload(), settings.seed());
            Arrivals arrivals = new Arrivals(settings, clock);
            crew.start(thread -> new Worker(arrivals, arrivals.ofThread(thread), sequence, sender, statistics, clock));
            awaitEnd(arrivals, statistics);
            return report(arrivals, statistics);
        } finally {
            crew.stop();
        }
    }

    /** Ends the run now; run then returns the report of what was done so far. */
    public void stop() {
        crew.stop();
    }

    private void awaitEnd(Arrivals arrivals, Statistics statistics) throws InterruptedException {
        long last = arrivals.start();
        while (!crew.awaitEnd(settings.reportEvery().toNanos())) {
            long now = clock.nanoTime();
            progress.accept(new LoadProgress(
                    Duration.ofNanos(now - arrivals.start()),
                    now < arrivals.warmUpEnd(),
                    statistics.nextInterval(Duration.ofNanos(now - last))));
            last = now;
        }
    }

    private LoadReport report(Arrivals arrivals, Statistics statistics) {
        long end = clock.nanoTime();
        Duration measured = Duration.ofNanos(Math.max(0, end - arrivals.warmUpEnd()));
        Statistics.Totals totals = statistics.totals(measured);
        return new LoadReport(
                settings.target(),
                settings.workload().name(),
                settings.pace().toString(),
                settings.seed(),
                Duration.ofNanos(end - arrivals.start()).minus(measured),
                measured,
                ending(totals.sent()),
                totals.sent(),
                Math.max(0, arrivals.dueUntil(end, totals.sent()) - totals.sent()),
                totals.abandoned(),
                totals.total(),
                totals.kinds());
    }

    private Ending ending(long sent) {
        if (crew.isStopped()) {
            return Ending.STOPPED;
        }
        return sent >= settings.maxRequests() ? Ending.COUNT : Ending.TIME;
    }
}
