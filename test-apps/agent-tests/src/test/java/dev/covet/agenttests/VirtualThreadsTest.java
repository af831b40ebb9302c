package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.VirtualThreadsMain;
import dev.covet.fixtures.otlp.OtlpReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads that wait in a statement give their carrier back. */
class VirtualThreadsTest {
    @TempDir
    private Path folder;

    @Test
    void thousandVirtualThreads_noneIsPinnedInTheAgent() throws IOException {
        Path recording = folder.resolve("pinned.jfr");
        try (OtlpReceiver receiver = Collector.start()) {
            End end = run(Collector.HTTP.tell(
                    program(VirtualThreadsMain.class, 25)
                            .flags(flag(""))
                            .flags("-XX:StartFlightRecording=filename=" + recording
                                    + ",settings=default,jdk.VirtualThreadPinned#threshold=0ms"),
                    receiver));
            assertThat(end.output()).contains("h2 1000", "scripted 1000");
            assertThat(receiver.spans()).isNotEmpty();
        }
        List<RecordedEvent> pinned = RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
                .toList();
        assertThat(pinned).anyMatch(event -> passes(event, "dev.covet.agenttests.programs.VirtualThreadsMain$Pinning"));
        assertThat(pinned).filteredOn(VirtualThreadsTest::isOurs).isEmpty();
    }

    /**
     * The drivers below our frames do not pin on this JDK, so any frame of ours is one too many. Loading a class and
     * linking a call site are upcalls of the VM, which pin on every JDK whoever's code it is; each happens once.
     */
    private static boolean isOurs(RecordedEvent event) {
        return !passes(event, "java.lang.ClassLoader")
                && !passes(event, "java.lang.invoke.MethodHandleNatives")
                && List.of(
                                "dev.covet.agent.",
                                "dev.covet.instrumentation.",
                                "dev.covet.optimizer.",
                                "dev.covet.exporters.",
                                "java.lang.CovetDispatcher")
                        .stream()
                        .anyMatch(prefix -> passes(event, prefix));
    }

    private static boolean passes(RecordedEvent event, String prefix) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .map(RecordedFrame::getMethod)
                        .anyMatch(method -> method.getType().getName().startsWith(prefix));
    }
}
