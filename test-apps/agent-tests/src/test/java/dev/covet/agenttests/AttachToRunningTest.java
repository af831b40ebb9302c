package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.DEBUG;
import static dev.covet.agenttests.AgentJar.LIMIT;
import static dev.covet.agenttests.AgentJar.program;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.covet.agenttests.programs.LoopMain;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachToRunningTest {
    @TempDir
    private Path folder;

    private static void attach(ForkedJvm jvm, String options) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
        try {
            machine.loadAgent(AgentJar.path().toString(), options);
        } finally {
            machine.detach();
        }
    }

    private static void awaitError(ForkedJvm jvm, String text) {
        Await.until("a line with " + text, LIMIT, () -> jvm.errors().stream().anyMatch(line -> line.contains(text)));
    }

    private static long connectionsSeen(ForkedJvm jvm) {
        return jvm.errors().stream()
                .filter(line -> line.contains("DEBUG connection"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void attach_driverIsLoadedAlready_isInstrumentedAndSwitchedAtOnce(int jdk) throws Exception {
        Path stop = folder.resolve("stop");
        try (ForkedJvm jvm = program(LoopMain.class, jdk, stop.toString())
                .flags("-XX:+EnableDynamicAgentLoading")
                .start()) {
            jvm.awaitLine("open 3", LIMIT);
            attach(jvm, DEBUG);
            awaitError(jvm, "DEBUG connection 1 org.h2.jdbc.JdbcConnection from org.h2.Driver for jdbc:h2");

            attach(jvm, "");
            awaitError(jvm, "COVET-2003");

            switchOffAndOn(jvm);
            endIsClean(jvm, stop);
        }
    }

    private static void switchOffAndOn(ForkedJvm jvm) throws Exception {
        attach(jvm, "enabled=false");
        awaitError(jvm, "COVET-2011");
        long opened = jvm.output().size();
        long seen = connectionsSeen(jvm);
        Await.until("ten more connections", LIMIT, () -> jvm.output().size() > opened + 10);
        // One call may have been inside when the switch was turned.
        assertThat(connectionsSeen(jvm)).isBetween(seen, seen + 1);

        attach(jvm, "enabled=true");
        awaitError(jvm, "COVET-2012");
        Await.until("a connection is seen again", LIMIT, () -> connectionsSeen(jvm) > seen + 2);
    }

    private static void endIsClean(ForkedJvm jvm, Path stop) throws IOException {
        Files.createFile(stop);
        assertThat(jvm.awaitExit(LIMIT)).isZero();
        assertThat(jvm.output()).allMatch(line -> line.startsWith("open "));
        assertThat(jvm.errors()).allMatch(line -> line.startsWith("[covet] "));
    }
}
