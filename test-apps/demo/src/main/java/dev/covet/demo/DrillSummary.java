package dev.covet.demo;

import dev.covet.demo.Attempts.Share;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a petshop went through with the agent, beside one without. */
final class DrillSummary {
    private final Servers servers;
    private final Consumer<String> console;
    private final Times times;

    /**
     * When what happened, in nanoseconds of one clock.
     *
     * @param killed before the primary was killed
     * @param dead after that
     * @param promoted when the standby took writes
     */
    record Times(long killed, long dead, long promoted) {}

    DrillSummary(Servers servers, Consumer<String> console, Times times) {
        this.servers = servers;
        this.console = console;
        this.times = times;
    }

    /** The second one is null if there is no petshop without the agent. */
    void print(Attempts covet, @Nullable Attempts plain) {
        line("since the primary was killed", "with Covet", plain == null ? "" : "without Covet");
        row(covet, plain, "seconds in which requests failed", each -> Long.toString(each.errorSeconds(times.killed())));
        row(covet, plain, "writes that failed", each -> failed(each.sent(true, times.killed())));
        row(covet, plain, "reads that failed", each -> failed(each.sent(false, times.killed())));
        row(covet, plain, "of these not answered within 2 s", this::waited);
        row(covet, plain, "first write answered after the promotion", this::restored);
        Places with = places(covet, PetshopDatabase.NAME);
        Places without = plain == null ? null : places(plain, PetshopDatabase.PLAIN);
        line("answered writes lost with the old primary", text(with, Places::lost), text(without, Places::lost));
        line("answered writes at the wrong server", text(with, Places::astray), text(without, Places::astray));
    }

    private static String failed(Share share) {
        return share.failed() + " of " + (share.failed() + share.succeeded());
    }

    private String waited(Attempts attempts) {
        return Long.toString(attempts.waitedFor(Probe.PATIENCE.toNanos(), times.killed()));
    }

    private String restored(Attempts attempts) {
        Long first = attempts.firstWritten(times.dead());
        return first == null
                ? "not yet"
                : String.format(
                        Locale.ROOT, "%.1f s", (double) (first - times.promoted()) / TimeUnit.SECONDS.toNanos(1));
    }

    private @Nullable Places places(Attempts attempts, String database) {
        try (Connection connection = servers.connectToStandby(database)) {
            return Places.of(attempts, connection, times.dead());
        } catch (SQLException e) {
            console.accept("  The writes of " + database + " could not be looked for: " + e.getMessage());
            return null;
        }
    }

    private static String text(@Nullable Places places, Function<Places, Integer> part) {
        return places == null ? "" : part.apply(places).toString();
    }

    private void row(Attempts covet, @Nullable Attempts plain, String name, Function<Attempts, String> value) {
        line(name, value.apply(covet), plain == null ? "" : value.apply(plain));
    }

    private void line(String name, String with, String without) {
        console.accept(String.format(Locale.ROOT, "  %-44s %16s %18s", name, with, without)
                .stripTrailing());
    }
}
