package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.features.health.LiveView;
import dev.covet.optimizer.settings.SettingProblem;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connection pools over JMX.
 *
 * <p>Nothing here may be touched before somebody uses JMX: the class alone loads parts of it.
 */
public final class LivePools implements LivePoolsMBean {
    private static final String NAME = "covet:type=Pools";

    private final Supplier<@Nullable LiveView> view;

    /** The view is null while nobody looks after pools. */
    LivePools(Supplier<@Nullable LiveView> view) {
        this.view = view;
    }

    /** Registers with the server of the platform; what prevented it, if anything. */
    @Nullable SettingProblem register() {
        return Beans.register(this, NAME, "who holds connections of pools");
    }

    private String ask(Function<LiveView, String> question) {
        LiveView present = view.get();
        return present == null
                ? "Nobody looks after pools: covet.health.mode is off, or no connection was opened yet.\n"
                : question.apply(present);
    }

    @Override
    public String pools() {
        return ask(LiveView::pools);
    }

    @Override
    public String holders() {
        return ask(LiveView::holders);
    }

    @Override
    public String findings() {
        return ask(LiveView::findings);
    }
}
