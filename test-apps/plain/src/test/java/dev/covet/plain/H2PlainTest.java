package dev.covet.plain;

import dev.covet.plain.database.DatabaseSettings;

/** Plain on H2 in memory. */
class H2PlainTest extends PlainSpecification {

    @Override
    DatabaseSettings database() {
        return DatabaseSettings.of("jdbc:h2:mem:specification;DB_CLOSE_DELAY=-1", null, null);
    }
}
