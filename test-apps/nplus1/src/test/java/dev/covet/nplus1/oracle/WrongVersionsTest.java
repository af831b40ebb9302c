package dev.covet.nplus1.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.features.prefetch.serve.Exactness;
import dev.covet.optimizer.features.prefetch.serve.Validity;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
        IGNORES_CHANGES {
            @Override
            Validity validity(ConnectionSession session, Exactness exactness, long nanos) {
                return new Validity(session, exactness, nanos) {
                    @Override
                    protected boolean unchanged() {
                        return true;
                    }
                };
            }
        },
        IGNORES_OTHER_CONNECTIONS {
            @Override
            Validity validity(ConnectionSession session, Exactness exactness, long nanos) {
                return new Validity(session, exactness, nanos) {
                    @Override
                    protected boolean unwritten() {
                        return true;
                    }
                };
            }
        },
        IGNORES_TIME {
            @Override
            Validity validity(ConnectionSession session, Exactness exactness, long nanos) {
                return new Validity(session, exactness, nanos) {
                    @Override
                    protected boolean inTime() {
                        return true;
                    }
                };
            }
        },
        IGNORES_OTHER_SERVICES {
            @Override
            Validity validity(ConnectionSession session, Exactness exactness, long nanos) {
                return new Validity(session, exactness, nanos) {
                    @Override
                    protected boolean unheard() {
                        return true;
                    }
                };
            }
        },
        TAKES_EVERY_TRANSACTION_FOR_A_SNAPSHOT {
            @Override
            Validity validity(ConnectionSession session, Exactness exactness, long nanos) {
                return new Validity(session, Exactness.SNAPSHOT, nanos);
            }
        },
        OUTLIVES_ITS_TRANSACTION {
            @Override
            Validity validity(ConnectionSession session, Exactness exactness, long nanos) {
                return new Validity(session, Exactness.SNAPSHOT, nanos) {
                    @Override
                    protected boolean sameTransaction() {
                        return true;
                    }

                    @Override
                    protected boolean unchanged() {
                        return true;
                    }
                };
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

        Wrong() {
            this(Program.INNER);
        }

        Wrong(String inner) {
            this.inner = inner;
        }

        Validity validity(ConnectionSession session, Exactness exactness, long nanos) {
            return new Validity(session, exactness, nanos);
        }

        Stage stage(MemoryLimit memory) {
            return Rig.stage(Rig.LONG, memory, this::validity);
        }

        UnaryOperator<DriverRows> hands() {
            return UnaryOperator.identity();
        }
    }

    private static int differences(Supplier<Rig> maker, String inner, boolean untilFound) throws Exception {
        List<Disturbance> all = new ArrayList<>(SharedDisturbances.all());
        all.addAll(PostgresDisturbances.all());
        all.removeIf(each -> !TELLING.contains(each.name()));
        assertThat(all).hasSameSizeAs(TELLING);
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

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void wrongVersion_isFound(Wrong wrong) throws Exception {
        String url = store.unprepared();
        assertThat(differences(
                        () -> Rig.wrong(store.database(), url, wrong.stage(new MemoryLimit(64 << 20)), wrong.hands()),
                        wrong.inner,
                        true))
                .isPositive();
    }

    @Test
    void rightVersion_isNot() throws Exception {
        String url = store.unprepared();
        assertThat(differences(Interleaving.usual(store, url, Rig.LONG), Program.INNER, false))
                .isZero();
        assertThat(differences(Interleaving.usual(store, url, Rig.LONG), PostgresDisturbances.REPEATED, false))
                .isZero();
    }
}
