package dev.covet.optimizer.settings;

import java.util.function.Function;

/** What a feature made of the settings, made again at each change. Reading it is the read of one field. */
public final class LiveSettings<R> {
    private final Function<Settings, R> maker;
    private volatile R now;

    LiveSettings(Settings first, Function<Settings, R> maker) {
        this.maker = maker;
        this.now = maker.apply(first);
    }

    /** The newest. Whoever needs several values of one moment reads once. */
    public R now() {
        return now;
    }

    SettingsListener listener() {
        return new Listener();
    }

    private final class Listener implements SettingsListener {
        @Override
        public void updated(Update update) {
            now = maker.apply(update.settings());
        }
    }
}
