package dev.covet.optimizer.settings;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A process to start: its properties, environment, argument, files and clock. */
final class Bench {
    final Map<String, String> properties = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final Path folder;
    long nowMillis = 1_800_000_000_000L;
    private @Nullable String argument;

    Bench(Path folder) {
        this.folder = folder;
    }

    Bench property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    Bench variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Bench argument(String text) {
        argument = text;
        return this;
    }

    /** Writes covet.yaml and names it. */
    Bench yaml(String text) {
        properties.put("covet.config", yamlPath().toString());
        return file("covet.yaml", text);
    }

    /** Writes a file with a time that is new and long ago at once. */
    Bench file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            nowMillis += 60_000;
            if (!file.toFile().setLastModified(nowMillis - 10_000)) {
                throw new IllegalStateException("no time could be set");
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path yamlPath() {
        return folder.resolve("covet.yaml");
    }

    File killFile() {
        return folder.resolve("covet.off").toFile();
    }

    SettingInputs inputs() {
        return new SettingInputs(properties, environment, argument);
    }

    SettingsWatch open() {
        return open(() -> false);
    }

    SettingsWatch open(Callable<Boolean> pause) {
        return new SettingsWatch(Keys.CATALOGUE, inputs(), killFile(), pace(() -> nowMillis, pause));
    }

    /** A clock and a pause of the test's own. */
    static Pace pace(LongSupplier clock, Callable<Boolean> pause) {
        return new Pace() {
            @Override
            public long nowMillis() {
                return clock.getAsLong();
            }

            @Override
            public boolean await() throws InterruptedException {
                try {
                    return pause.call();
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    Settings load() {
        return open().settings();
    }

    /** The only problem, with the folder's name taken out. */
    String onlyProblem() {
        return only(load().problems());
    }

    String only(List<SettingProblem> problems) {
        if (problems.size() != 1) {
            throw new AssertionError("Expected one problem: " + problems);
        }
        return problems.get(0).toString().replace(folder.toString(), "");
    }
}
