package dev.covet.consistency.cache;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.process.RunningServer;
import dev.covet.fixtures.process.Workspace;
import java.nio.file.Path;

/**
 * A server that writes a binary log.
 *
 * @param running the same as the other
 * @param beginAnew the statement after which its log has one file
 * @param countAnew the statement after which it counts again what it does
 */
record LoggingServer(DatabaseServer server, RunningServer running, String beginAnew, String countAnew) {
    TestDatabase create() {
        return server.createDatabase();
    }

    private Path data() {
        return running.log().resolveSibling("data");
    }

    /** Its files as they are now; it is down meanwhile. */
    Path backup() {
        Path kept = Workspace.folder("backup").resolve("data");
        running.stop();
        SharedLogSpecification.copy(data(), kept);
        running.restart();
        return kept;
    }

    /** All is as it was then. */
    void restore(Path backup) {
        running.stop();
        Workspace.delete(data());
        SharedLogSpecification.copy(backup, data());
        running.restart();
    }
}
