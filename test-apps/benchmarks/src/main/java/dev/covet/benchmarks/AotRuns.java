package dev.covet.benchmarks;

import dev.covet.benchmarks.StartRuns.Start;
import dev.covet.benchmarks.StartRuns.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Starts with an AOT cache of JDK 25, which was made without the agent. */
final class AotRuns {
    private static final String MODULE = "--add-modules=java.instrument";
    private static final String NONE = "no agent";
    private static final String NONE_CACHE = "no agent, AOT cache";
    private static final String COVET = "Covet, sampled";
    private static final String COVET_CACHE = "Covet, sampled, AOT cache";

    private final Agents agents;
    private final StartRuns runs;

    AotRuns(Agents agents, StartRuns runs) {
        this.agents = agents;
        this.runs = runs;
    }

    Map<String, Start> run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("covet-aot");
        Path cache = folder.resolve("plain.aot");
        try {
            runs.start(new Way("training", endpoint -> List.of(MODULE, "-XX:AOTCacheOutput=" + cache)));
            if (!Files.exists(cache)) {
                throw new IllegalStateException("The JVM made no AOT cache.");
            }
            return runs.run(List.of(
                    way(NONE, Variant.NONE, null),
                    way(NONE_CACHE, Variant.NONE, cache),
                    way(COVET, Variant.COVET_SAMPLED, null),
                    way(COVET_CACHE, Variant.COVET_SAMPLED, cache)));
        } finally {
            Files.deleteIfExists(cache);
            Files.delete(folder);
        }
    }

    private Way way(String title, Variant variant, @Nullable Path cache) {
        return new Way(title, endpoint -> {
            List<String> flags = new ArrayList<>(variant.flags(agents, endpoint));
            flags.add(MODULE);
            if (cache != null) {
                flags.add("-XX:AOTCache=" + cache);
            }
            return flags;
        });
    }

    static double kept(Map<String, Start> starts, ToDoubleFunction<Start> figure) {
        return gain(starts, figure, COVET, COVET_CACHE) / gain(starts, figure, NONE, NONE_CACHE);
    }

    private static double gain(Map<String, Start> starts, ToDoubleFunction<Start> figure, String without, String with) {
        return figure.applyAsDouble(starts.get(without)) - figure.applyAsDouble(starts.get(with));
    }
}
