package dev.covet.instrumentation.drivers.postgresql.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of which tables not everything is told. */
class CoverageTest {
    private static TestDatabase database;
    private static Connection connection;

    @BeforeAll
    static void prepare() throws Exception {
        database = FeedServers.usual()
                .createDatabase(made -> Sql.execute(
                        made,
                        "create table pet (id int primary key)",
                        "create table left_out (id int primary key)",
                        "create table chosen (id int primary key)",
                        "create table \"Mixed\" (id int primary key)",
                        "create table \"Äpfel\" (id int primary key)",
                        "create table twice (id int primary key)",
                        "create schema other create table twice (id int primary key)",
                        "create unlogged table quick (id int primary key)",
                        "create view pets as select * from pet",
                        "create materialized view kept as select * from pet",
                        "create sequence numbers",
                        "create table part (id int primary key) partition by range (id)",
                        "create table part_low partition of part for values from (0) to (100)",
                        "create table hole (id int primary key) partition by range (id)",
                        "create table hole_low partition of hole for values from (0) to (100)",
                        "create table hole_high partition of hole for values from (100) to (200)",
                        "create table nothing (id int primary key) partition by range (id)",
                        "create table animal (id int primary key)",
                        "create table cat (primary key (id)) inherits (animal)",
                        "create table plant (id int primary key)",
                        "create table tree (primary key (id)) inherits (plant)",
                        "create table pg_class_of_mine (id int primary key)",
                        "create publication covet for table pet, \"Mixed\", \"Äpfel\", twice, part, hole_low, nothing,"
                                + " animal, only plant, pg_class_of_mine, chosen where (id > 5)"));
        connection = database.connect();
    }

    @AfterAll
    static void drop() throws Exception {
        connection.close();
        database.close();
    }

    private static Set<String> untold(String... tables) throws SQLException {
        return new Coverage(connection, "covet", 170000).untold(List.of(tables));
    }

    @Test
    void untold_tablesOfThePublication_areTold() throws Exception {
        assertThat(untold("pet", "mixed", "äpfel", "part", "part_low", "hole_low", "animal", "cat", "pg_class_of_mine"))
                .isEmpty();
        assertThat(untold()).isEmpty();
    }

    @Test
    void untold_othersAndWhatIsNoPlainTable_areNot() throws Exception {
        assertThat(untold("pet", "left_out", "chosen", "quick", "pets", "kept", "numbers", "no_such", "pg_class"))
                .containsExactlyInAnyOrder(
                        "left_out", "chosen", "quick", "pets", "kept", "numbers", "no_such", "pg_class");
    }

    @Test
    void untold_nameOfSeveralTables_ifOneOfThemIs() throws Exception {
        assertThat(untold("twice")).containsExactly("twice");
    }

    @Test
    void untold_rootOrParent_ifAnythingBelowIs() throws Exception {
        assertThat(untold("hole", "hole_high", "nothing", "plant", "tree"))
                .containsExactlyInAnyOrder("hole", "hole_high", "nothing", "plant", "tree");
    }

    @Test
    void untold_temporaryTableOfSomebody_countsNot() throws Exception {
        try (Connection other = database.connect()) {
            Sql.execute(other, "create temp table pet (id int)");
            assertThat(untold("pet")).isEmpty();
        }
    }

    @Test
    void untold_foreignPartition_makesItsRootUntold() throws Exception {
        try (TestDatabase foreign = FeedServers.usual()
                        .createDatabase(made -> Sql.execute(
                                made,
                                "create foreign data wrapper none",
                                "create server far foreign data wrapper none",
                                "create table part (id int) partition by range (id)",
                                "create table near partition of part for values from (0) to (100)",
                                "create foreign table away partition of part for values from (100) to (200)"
                                        + " server far",
                                "create publication covet for table part"));
                Connection asking = foreign.connect()) {
            assertThat(new Coverage(asking, "covet", 170000).untold(List.of("part", "near", "away")))
                    .containsExactlyInAnyOrder("part", "away");
        }
    }

    @Test
    void untold_publicationThatTellsLess_orIsMissing_everything() throws Exception {
        Sql.execute(connection, "create publication half for all tables with (publish = 'insert, update, delete')");
        assertThat(new Coverage(connection, "half", 170000).untold(List.of("pet")))
                .containsExactly("pet");
        assertThat(new Coverage(connection, "none", 170000).untold(List.of("pet")))
                .containsExactly("pet");
    }

    @Test
    void untold_olderServers_areAskedForWhatTheyHave() throws Exception {
        assertThat(new Coverage(connection, "covet", 120000).untold(List.of("pet", "left_out")))
                .containsExactly("left_out");
    }
}
