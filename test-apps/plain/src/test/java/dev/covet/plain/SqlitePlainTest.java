package dev.covet.plain;

import dev.covet.plain.database.DatabaseSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Plain on a file of SQLite. */
class SqlitePlainTest extends PlainSpecification {
    @TempDir
    private static Path folder;

    @Override
    DatabaseSettings database() {
        return DatabaseSettings.of("jdbc:sqlite:" + folder.resolve("library.db"), null, null);
    }
}
