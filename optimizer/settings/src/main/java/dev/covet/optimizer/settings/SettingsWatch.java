package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.SettingSource.Origin;
import dev.covet.optimizer.settings.SettingsListener.Update;
import java.io.File;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, kept up to date: looks at the YAML files and the kill file once a second.
 *
 * <p>Fields guarded by {@code lock}: overrides, killed, updates, delivering. {@code settings} is written under it and
 * read by anybody. Under the lock nothing is read from disk and no listener is called, so that switching off never
 * waits for a file system. {@code polling} lets one thread at a time read files.
 */
public final class SettingsWatch implements AutoCloseable {
    private static final int MOST_EVENTS = 50;
    private static final int MOST_WAITING = 16;

    private final SettingCatalogue catalogue;
    private final Sources sources;
    private final @Nullable File killFile;
    private final Pace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock polling = new ReentrantLock();
    private final Map<String, Given> overrides = new LinkedHashMap<>();
    private final Deque<Update> updates = new ArrayDeque<>();
    private final List<SettingsListener> listeners = new CopyOnWriteArrayList<>();
    private final List<SettingProblem> events = new CopyOnWriteArrayList<>();
    private boolean killed;
    private boolean delivering;
    private @Nullable Thread thread;
    private volatile boolean closed;
    private volatile Settings settings;

    SettingsWatch(SettingCatalogue catalogue, SettingInputs inputs, @Nullable File killFile, Pace pace) {
        this.catalogue = catalogue;
        this.killFile = killFile;
        this.pace = pace;
        this.sources = new Sources(catalogue, inputs, pace.nowMillis());
        this.killed = killFile != null && killFile.exists();
        this.settings = new Resolver(catalogue, sources.profile(), null).resolve(layers());
    }

    /** Reads all sources. No thread yet; the kill file is the file {@code covet.off} beside the agent's jar. */
    public static SettingsWatch open(SettingCatalogue catalogue, SettingInputs inputs, @Nullable File killFile) {
        return new SettingsWatch(catalogue, inputs, killFile, new Pace.EachSecond());
    }

    /** The newest snapshot. */
    public Settings settings() {
        return settings;
    }

    public SettingCatalogue catalogue() {
        return catalogue;
    }

    /** Problems of the newest snapshot, and what went wrong while watching. */
    public List<SettingProblem> problems() {
        List<SettingProblem> all = new ArrayList<>(settings.problems());
        all.addAll(events);
        return List.copyOf(all);
    }

    /** Adds a listener for all further updates. */
    public void listen(SettingsListener listener) {
        listeners.add(listener);
    }

    /** A feature's own record of its settings, made now and at each change. */
    public <R> LiveSettings<R> live(Function<Settings, R> maker) {
        LiveSettings<R> live = new LiveSettings<>(settings, maker);
        listeners.add(live.listener());
        return live;
    }

    /** Starts the one daemon thread. Without a file to look at there is none. */
    public void start() {
        lock.lock();
        try {
            if (thread != null || closed || (killFile == null && !sources.hasFiles())) {
                return;
            }
            thread = new Thread(null, new Watcher(), "covet-settings-1", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; the settings stay as they are. */
    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private final class Watcher implements Runnable {
        @Override
        public void run() {
            try {
                while (!closed && pace.await()) {
                    poll();
                }
            } catch (InterruptedException e) {
                // Closed: the thread is ours and ends here.
                closed = true;
            }
        }
    }

    /** Looks at the files now. Never throws. */
    public void poll() {
        if (!polling.tryLock()) {
            return;
        }
        try {
            boolean changed = sources.refresh(pace.nowMillis());
            boolean killedNow = killFile != null && killFile.exists();
            resolve(changed, killedNow);
        } catch (Throwable e) {
            // Also an error must not end the thread: it is what sees the kill file.
            event(new SettingProblem(
                    "COVET-1016",
                    "Looking at the settings files failed: " + described(e) + ". Changes are not"
                            + " seen. Kept the settings in force; the next look is in a second. Please report this."));
        } finally {
            polling.unlock();
        }
        deliver();
    }

    private void resolve(boolean changed, boolean killedNow) {
        lock.lock();
        try {
            if (changed || killedNow != killed) {
                killed = killedNow;
                swap();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sets a value until {@link #reset} or the next start. What is wrong with it is returned and not in force. */
    public @Nullable SettingProblem override(String name, String value, String by) {
        SettingProblem problem = RuntimeValue.problem(catalogue, name, value, by);
        if (problem != null) {
            return problem;
        }
        Given given = RuntimeValue.given(catalogue, name, value, by);
        lock.lock();
        try {
            overrides.put(given.name(), given);
            swap();
        } finally {
            lock.unlock();
        }
        deliver();
        return null;
    }

    /** Takes an override back; whether there was one. */
    public boolean reset(String name) {
        boolean removed;
        lock.lock();
        try {
            removed = overrides.remove(RuntimeValue.fullName(catalogue, name)) != null;
            if (removed) {
                swap();
            }
        } finally {
            lock.unlock();
        }
        deliver();
        return removed;
    }

    /** Under the lock. */
    private void swap() {
        Settings before = settings;
        Settings after = new Resolver(catalogue, sources.profile(), before).resolve(layers());
        List<SettingChange> changes = SettingChange.between(before, after);
        List<SettingProblem> newProblems = new ArrayList<>(after.problems());
        newProblems.removeAll(before.problems());
        settings = after;
        if (!changes.isEmpty() || !newProblems.isEmpty()) {
            enqueue(new Update(after, changes, List.copyOf(newProblems)));
        }
    }

    /** Under the lock. A listener may be slower than those who change settings: then the newest two become one. */
    private void enqueue(Update update) {
        Update last = updates.size() < MOST_WAITING ? null : updates.pollLast();
        Update beforeLast = updates.peekLast();
        if (last == null || beforeLast == null) {
            updates.add(update);
            return;
        }
        List<SettingProblem> problems = new ArrayList<>(update.newProblems());
        problems.addAll(last.newProblems());
        problems.retainAll(update.settings().problems());
        List<SettingChange> changes = SettingChange.between(beforeLast.settings(), update.settings());
        updates.add(new Update(update.settings(), changes, List.copyOf(problems)));
    }

    /** Under the lock, or while there is one thread. The kill file is above everything: off wins. */
    private List<Layer> layers() {
        List<Given> top = new ArrayList<>();
        if (killed) {
            SettingSource source = new SettingSource(Origin.OVERRIDE, "kill file " + killFile);
            top.add(Given.of(GeneralKeys.ENABLED.name(), "false", source));
        }
        top.addAll(overrides.values());
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer(top, List.of()));
        layers.addAll(sources.layers());
        return layers;
    }

    /** Hands updates out in their order, by one thread at a time, without the lock. */
    private void deliver() {
        Update update = next(false);
        while (update != null) {
            for (SettingsListener listener : listeners) {
                tell(listener, update);
            }
            update = next(true);
        }
    }

    private @Nullable Update next(boolean mine) {
        lock.lock();
        try {
            if (delivering && !mine) {
                return null;
            }
            Update update = updates.poll();
            delivering = update != null;
            return update;
        } finally {
            lock.unlock();
        }
    }

    private void tell(SettingsListener listener, Update update) {
        try {
            listener.updated(update);
        } catch (Throwable e) {
            // Whatever it is: the others have to be told, above all that Covet was switched off.
            event(new SettingProblem(
                    "COVET-1013",
                    "A part of Covet failed when settings changed: " + described(e) + " in "
                            + listener.getClass().getName() + ". It may work with the settings of before. The others"
                            + " were told. Restart the application, and please report this."));
        }
    }

    /** The exception is foreign, and so is its text. */
    private static String described(Throwable e) {
        try {
            return Shown.plain(Shown.withoutPasswords(e.toString()));
        } catch (RuntimeException second) {
            return e.getClass().getName();
        }
    }

    private void event(SettingProblem problem) {
        if (events.size() < MOST_EVENTS && !events.contains(problem)) {
            events.add(problem);
        }
    }
}
