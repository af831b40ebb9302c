package dev.covet.load;

import dev.covet.load.report.Statistics;
import dev.covet.load.workload.PlannedRequest;
import dev.covet.load.workload.RequestSequence;
import org.jspecify.annotations.Nullable;

/** What one thread of a run does: takes the next request when it is due, sends it, and counts what came back. */
record Worker(
        Arrivals arrivals,
        Arrivals.OfThread arrivalsOfThread,
        RequestSequence sequence,
        Sender sender,
        Statistics statistics,
        LoadClock clock) {

    /** Returns when the run is over; an interrupt ends it before. */
    void work() throws InterruptedException {
        Arrivals.Arrival arrival = arrivalsOfThread.next();
        while (arrival != null) {
            send(arrival);
            arrival = arrivalsOfThread.next();
        }
    }

    private void send(Arrivals.Arrival arrival) throws InterruptedException {
        PlannedRequest request = sequence.request(arrival.number());
        @Nullable String error;
        try {
            error = sender.send(request);
        } catch (InterruptedException stopped) {
            statistics.addAbandoned();
            throw stopped;
        }
        long latency = clock.nanoTime() - arrival.due();
        statistics.add(request.kind(), latency, error, arrival.due() >= arrivals.warmUpEnd());
    }
}
