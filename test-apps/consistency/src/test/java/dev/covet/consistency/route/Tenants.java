package dev.covet.consistency.route;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Several tenants in the same tables of PostgreSQL, told apart by row level security alone. */
final class Tenants {
    private static final int COUNT = 5;
    private static final int ROWS = 20;
    private static final int SESSIONS = 6;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Each by a policy that asks in another way who is served. */
    private static final List<String> BY_SETTING = List.of("visit", "diary", "seen");

    private final TestDatabase of;
    private final RoutedJvm jvm;
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger routed = new AtomicInteger();

    Tenants(TestDatabase of, RoutedJvm jvm) {
        this.of = of;
        this.jvm = jvm;
    }

    static TestDatabase prepare(TestDatabase database) throws SQLException {
        List<String> statements = new ArrayList<>(List.of(
                "do $$ begin create role covet_renter login password 'covet_renter';"
                        + " exception when duplicate_object then null; end $$",
                "create function served() returns int stable language sql"
                        + " as $$ select nullif(current_setting('app.tenant', true), '')::int $$",
                "create function serve(int) returns text volatile language sql"
                        + " as $$ select set_config('app.tenant', $1::text, false) $$"));
        for (String table : List.of("visit", "diary", "ledger")) {
            statements.add("create table " + table + " (tenant int, number int)");
            statements.add("insert into " + table + " select t, n from generate_series(1, " + COUNT
                    + ") t, generate_series(1, " + ROWS + ") n");
            statements.add("alter table " + table + " enable row level security");
        }
        statements.add("create policy own on visit"
                + " using (tenant = nullif(current_setting('app.tenant', true), '')::int)");
        statements.add("create policy own on diary using (tenant = served())");
        statements.add("create policy own on ledger using ('covet_tenant_' || tenant = current_user)");
        statements.add("create view seen as select * from ledger where tenant = served()");
        for (int i = 1; i <= COUNT; i++) {
            String role = "covet_tenant_" + i;
            statements.add("do $$ begin create role " + role + "; exception when duplicate_object then null; end $$");
            statements.add("grant " + role + " to covet_renter");
            statements.add("grant select on visit, diary, ledger, seen to " + role);
        }
        statements.add("grant select on visit, diary, ledger, seen to covet_renter");
        try (Connection administrator = database.connect()) {
            Sql.execute(administrator, statements.toArray(String[]::new));
        }
        return new TestDatabase(database.jdbcUrl(), "covet_renter", "covet_renter", () -> {});
    }

    /** Sessions for all of them until replicas have answered so often, or somebody has seen what is wrong. */
    void serve(int wanted) throws Exception {
        long began = System.nanoTime();
        BooleanSupplier goesOn =
                () -> routed.get() < wanted && wrong.isEmpty() && System.nanoTime() - began < PATIENCE_NANOS;
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                Random random = new Random(i);
                all.add(threads.submit(() -> {
                    session(random, goesOn);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(2 * PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    List<String> wrong() {
        return wrong;
    }

    int routed() {
        return routed.get();
    }

    private void session(Random random, BooleanSupplier goesOn) throws SQLException {
        try (Connection connection = jvm.to(of).getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            while (goesOn.getAsBoolean()) {
                int tenant = 1 + random.nextInt(COUNT);
                switch (random.nextInt(5)) {
                    case 0 -> role(connection, tenant, random);
                    case 1 -> transaction(connection, tenant, random);
                    case 2 -> {
                        Sql.value(connection, "select serve(" + tenant + ")");
                        read(connection, BY_SETTING, tenant, random);
                    }
                    case 3 -> {
                        Sql.execute(connection, "set app.tenant = '" + tenant + "'");
                        read(connection, BY_SETTING, tenant, random);
                    }
                    default -> {
                        configure(connection, tenant, false);
                        read(connection, BY_SETTING, tenant, random);
                    }
                }
            }
        }
    }

    private void role(Connection connection, int tenant, Random random) throws SQLException {
        Sql.execute(connection, "set role covet_tenant_" + tenant);
        read(connection, List.of("ledger"), tenant, random);
        Sql.execute(connection, "reset role");
    }

    private void transaction(Connection connection, int tenant, Random random) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        if (random.nextBoolean()) {
            configure(connection, tenant, true);
        } else {
            Sql.execute(connection, "set local app.tenant = " + tenant);
        }
        read(connection, BY_SETTING, tenant, random);
        if (random.nextBoolean()) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
    }

    private static void configure(Connection connection, int tenant, boolean local) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select set_config('app.tenant', ?, " + local + ")")) {
            statement.setString(1, String.valueOf(tenant));
            statement.executeQuery().close();
        }
    }

    private void read(Connection connection, List<String> tables, int tenant, Random random) throws SQLException {
        for (int i = 0; i < 6; i++) {
            String table = tables.get(random.nextInt(tables.size()));
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select tenant, number from " + table)) {
                String server = jvm.server();
                if (jvm.routed()) {
                    routed.incrementAndGet();
                }
                int count = 0;
                boolean own = true;
                while (rows.next()) {
                    count++;
                    own &= rows.getInt(1) == tenant;
                }
                if (!own || count != ROWS) {
                    wrong.add("the tenant " + tenant + " was given " + count + " rows of " + table + " by " + server
                            + (own ? "" : ", some of another tenant"));
                }
            }
        }
    }
}
