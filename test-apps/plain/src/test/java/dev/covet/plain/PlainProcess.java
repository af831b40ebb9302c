package dev.covet.plain;

import dev.covet.fixtures.process.ForkedJvm;
import java.time.Duration;
import java.util.List;

/** Plain in a process of its own, started as a user starts it. */
final class PlainProcess {
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int FIRST_JAVA_THAT_WARNS_OF_NATIVE_CODE = 24;

    private PlainProcess() {}

    /** What a process left behind. */
    record End(int exitCode, List<String> output, List<String> errors) {}

    static ForkedJvm.Builder with(String... arguments) {
        ForkedJvm.Builder builder =
                ForkedJvm.mainClass(PlainMain.class.getName(), System.getProperty("java.class.path"));
        if (Runtime.version().feature() >= FIRST_JAVA_THAT_WARNS_OF_NATIVE_CODE) {
            builder.flags("--enable-native-access=ALL-UNNAMED");
        }
        return builder.arguments(arguments);
    }

    static End run(String... arguments) {
        try (ForkedJvm jvm = with(arguments).start()) {
            return end(jvm);
        }
    }

    static End end(ForkedJvm jvm) {
        return new End(jvm.awaitExit(LIMIT), jvm.output(), jvm.errors());
    }
}
