package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.nplus1.oracle.WrongValidity.Condition;
import dev.covet.optimizer.catalog.Detour;
import dev.covet.optimizer.catalog.TableCatalog;
import dev.covet.optimizer.catalog.TableFacts;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.validity.Validity;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs find versions of the prefetching that are wrong in one point each, and nothing in the right one. */
class WrongVersionsTest {
    private static final List<String> TELLING = List.of(
            "nothing",
            "update, prepared",
            "trigger",
            "savepoint, write, rollback to it",
            "write, rollback",
            "commit",
            "other connection, autocommit",
            "foreign commit, time passes",
            "foreign commit, a service answers",
            "set role",
            PostgresDisturbances.LAST_FAILS);

    private static final int MOST_RUNS = 20;

    private static final List<String> TABLES = Stream.concat(
                    TELLING.stream(), Stream.of(Wrong.values()).flatMap(each -> each.telling().stream()))
            .distinct()
            .toList();

    private static PostgresServer server;
    private static Store store;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
        store = new Store(server.createDatabase(), true);
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.close();
    }

    enum Wrong {
        IGNORES_CHANGES(Condition.UNCHANGED, ""),
        IGNORES_OTHER_CONNECTIONS(Condition.UNWRITTEN, ""),
        IGNORES_TIME(Condition.IN_TIME, ""),
        IGNORES_OTHER_SERVICES(Condition.UNHEARD, ""),
        TAKES_EVERY_TRANSACTION_FOR_A_SNAPSHOT {
            @Override
            Validity.Maker validity() {
                return WrongValidity.ofSnapshots();
            }
        },
        OUTLIVES_ITS_TRANSACTION {
            @Override
            Validity.Maker validity() {
                return WrongValidity.ofSnapshots(Condition.SAME_TRANSACTION, Condition.UNCHANGED);
            }
        },
        GIVES_TWICE {
            @Override
            Stage stage(MemoryLimit memory) {
                return new GivesTwice(Rig.stage(Rig.LONG, memory));
            }
        },
        MIXES_KEYS_UP {
            @Override
            UnaryOperator<DriverRows> hands() {
                return new WrongRows(WrongRows::inOtherOrder);
            }
        },
        LOSES_ROWS {
            @Override
            UnaryOperator<DriverRows> hands() {
                return new WrongRows(WrongRows::shortened);
            }
        },
        MIXES_REPEATED_QUERIES_UP(PostgresDisturbances.REPEATED) {
            @Override
            UnaryOperator<DriverRows> hands() {
                return new WrongVolleys(WrongRows::inOtherOrder, true);
            }
        },
        IGNORES_TABLES_THAT_ARE_READ(Program.INNER, "update, prepared") {
            @Override
            Validity.Maker validity() {
                return (session, exactness, nanos, tables) -> new Validity(session, exactness, nanos, new int[0]);
            }
        },
        IGNORES_OTHERS_TABLES(Condition.UNWRITTEN, "other connection, transaction of both tables"),
        IGNORES_TRIGGERS(Detour.TRIGGER, "trigger"),
        IGNORES_RULES(Detour.RULE, "rule"),
        IGNORES_CASCADES(Detour.CASCADE, "cascade, delete"),
        IGNORES_DEFAULTS(Detour.EXPRESSION, TableDisturbances.DEFAULT),
        IGNORES_VIEWS(Detour.KIND, TableDisturbances.VIEW),
        IGNORES_PARTITIONS(Program.INNER, TableDisturbances.PARTITION) {
            @Override
            TableCatalog tables() {
                return (connection, dialect, transaction, tables, functions) -> {
                    TableCatalog kinds = without(Detour.KIND);
                    TableFacts facts = kinds.ask(connection, dialect, transaction, tables, functions);
                    return without(facts, Detour.FAMILY);
                };
            }
        },
        IGNORES_FUNCTIONS(Program.INNER, TableDisturbances.FUNCTION) {
            @Override
            TableCatalog tables() {
                return (connection, dialect, transaction, tables, functions) -> {
                    TableFacts facts =
                            TableCatalog.OF_DATABASE.ask(connection, dialect, transaction, tables, functions);
                    return new TableFacts(facts.current(), facts.tables(), Set.of(), facts.words(), facts.everywhere());
                };
            }
        },
        LETS_ERRORS_END_THE_TRANSACTION(PostgresDisturbances.REPEATED) {
            @Override
            UnaryOperator<DriverRows> hands() {
                return new WrongVolleys(UnaryOperator.identity(), false);
            }
        },
        LEAVES_A_FAILED_TRANSACTION(PostgresDisturbances.REPEATED) {
            @Override
            UnaryOperator<DriverRows> hands() {
                return WrongRows::blindToFailure;
            }
        };

        private final String inner;
        private final String telling;
        private final @Nullable Condition ignored;
        private final @Nullable Detour overlooked;

        Wrong() {
            this(Program.INNER);
        }

        Wrong(String inner) {
            this(inner, "");
        }

        Wrong(String inner, String telling) {
            this(inner, telling, null, null);
        }

        Wrong(Condition ignored, String telling) {
            this(Program.INNER, telling, ignored, null);
        }

        Wrong(Detour overlooked, String telling) {
            this(Program.INNER, telling, null, overlooked);
        }

        /** With the single disturbance that has to find it, or none if all of them may. */
        Wrong(String inner, String telling, @Nullable Condition ignored, @Nullable Detour overlooked) {
            this.inner = inner;
            this.telling = telling;
            this.ignored = ignored;
            this.overlooked = overlooked;
        }

        List<String> telling() {
            return telling.isEmpty() ? TELLING : List.of(telling);
        }

        Validity.Maker validity() {
            return ignored == null ? Validity::new : WrongValidity.ignoring(ignored);
        }

        TableCatalog tables() {
            return overlooked == null ? TableCatalog.OF_DATABASE : without(overlooked);
        }

        Stage stage(MemoryLimit memory) {
            return Rig.stage(Rig.LONG, memory, validity(), tables());
        }

        UnaryOperator<DriverRows> hands() {
            return UnaryOperator.identity();
        }
    }

    private static TableCatalog without(Detour detour) {
        return (connection, dialect, transaction, tables, functions) ->
                without(TableCatalog.OF_DATABASE.ask(connection, dialect, transaction, tables, functions), detour);
    }

    private static TableFacts without(TableFacts facts, Detour detour) {
        Map<String, Set<Detour>> others = new HashMap<>();
        facts.tables().forEach((name, all) -> {
            Set<Detour> left = new HashSet<>(all);
            left.remove(detour);
            others.put(name, left);
        });
        return new TableFacts(facts.current(), others, facts.functions(), facts.words(), facts.everywhere());
    }

    private static int differences(Supplier<Rig> maker, String inner, List<String> telling, boolean untilFound)
            throws Exception {
        List<Disturbance> all = new ArrayList<>(SharedDisturbances.all());
        all.addAll(PostgresDisturbances.all());
        all.removeIf(each -> !telling.contains(each.name()));
        assertThat(all).hasSameSizeAs(telling);
        try (Interleaving interleaving = new Interleaving(store, store.unprepared(), maker)) {
            for (Disturbance disturbance : all) {
                boolean last = disturbance.name().equals(PostgresDisturbances.LAST_FAILS);
                Disturbance asking =
                        disturbance.inner().equals(Program.INNER) ? disturbance.asking(inner) : disturbance;
                for (Level level : List.of(Level.READ_COMMITTED, Level.AUTOCOMMIT)) {
                    for (int point : last ? new int[] {1} : new int[] {2, 4}) {
                        interleaving.one(level, asking, point, List.of());
                        if (untilFound && !interleaving.differences().isEmpty()) {
                            return interleaving.differences().size();
                        }
                    }
                }
            }
            assertThat(interleaving.served()).isNotEmpty();
            return interleaving.differences().size();
        }
    }

    /** When the catalog is asked, and so what is wrong shows, is chance in one run; that it never is in many is not. */
    @ParameterizedTest
    @EnumSource(Wrong.class)
    void wrongVersion_isFound(Wrong wrong) throws Exception {
        String url = store.unprepared();
        int found = 0;
        for (int run = 0; run < MOST_RUNS && found == 0; run++) {
            found = differences(
                    () -> Rig.wrong(store.database(), url, wrong.stage(new MemoryLimit(64 << 20)), wrong.hands()),
                    wrong.inner,
                    wrong.telling(),
                    true);
        }
        assertThat(found).isPositive();
    }

    @Test
    void rightVersion_isNot() throws Exception {
        String url = store.unprepared();
        assertThat(differences(Interleaving.usual(store, url, Rig.LONG), Program.INNER, TABLES, false))
                .isZero();
        assertThat(differences(Interleaving.usual(store, url, Rig.LONG), PostgresDisturbances.REPEATED, TELLING, false))
                .isZero();
    }
}
