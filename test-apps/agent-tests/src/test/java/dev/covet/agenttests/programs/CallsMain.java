package dev.covet.agenttests.programs;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reads items one by one and calls a service in between, which changes them all: in a task without transactions, and in a
 * transaction without a task. Takes URL, user, password, the service's address and the port of the same over gRPC. Prints
 * for each client whether what was read afterwards is fresh, there and there.
 */
public final class CallsMain {
    /** What the service is asked over gRPC. */
    public static final String GRPC_METHOD = "covet.Items/Change";

    private static final int ITEMS = 20;
    private static final int READ_BEFORE = 6;

    private CallsMain() {}

    public static void main(String[] arguments) throws Exception {
        fill(arguments);
        ScheduledExecutorService tasks = Executors.newSingleThreadScheduledExecutor();
        for (int i = 0; i < 4; i++) {
            rounds(arguments, tasks, () -> {});
        }
        URI address = URI.create(arguments[3]);
        Map<String, Clients.Call> clients = Clients.all(address, Integer.parseInt(arguments[4]));
        for (Map.Entry<String, Clients.Call> client : clients.entrySet()) {
            System.out.println(client.getKey() + " " + rounds(arguments, tasks, client.getValue()));
        }
        tasks.shutdown();
    }

    private static String rounds(String[] arguments, ScheduledExecutorService tasks, Clients.Call call)
            throws Exception {
        String inTask = tasks.schedule(() -> round(arguments, true, call), 0, TimeUnit.MILLISECONDS)
                .get();
        return inTask + " " + round(arguments, false, call);
    }

    private static Connection connect(String[] arguments, boolean autoCommit) throws SQLException {
        Connection connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
        connection.setAutoCommit(autoCommit);
        return connection;
    }

    private static void fill(String[] arguments) throws SQLException {
        try (Connection connection = connect(arguments, true);
                Statement statement = connection.createStatement()) {
            statement.execute("create table item (id bigint primary key, version bigint)");
            statement.execute("insert into item select i, 0 from generate_series(1, " + ITEMS + ") i");
        }
    }

    private static String round(String[] arguments, boolean autoCommit, Clients.Call call) throws Exception {
        List<Long> versions = new ArrayList<>();
        try (Connection connection = connect(arguments, autoCommit);
                Statement statement = connection.createStatement();
                ResultSet items = statement.executeQuery("select id from item order by id")) {
            while (items.next()) {
                if (versions.size() == READ_BEFORE) {
                    call.make();
                }
                versions.add(version(connection, items.getLong(1)));
            }
            if (!autoCommit) {
                connection.commit();
            }
        }
        long before = versions.get(0);
        List<Long> afterwards = versions.subList(READ_BEFORE, ITEMS);
        if (afterwards.stream().allMatch(version -> version == before + 1)) {
            return "fresh";
        }
        // One answer in a thousand is compared with the database's own, so not all need be old.
        return afterwards.contains(before) ? "stale" : versions.toString();
    }

    private static long version(Connection connection, long item) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select version from item where id = ?")) {
            statement.setLong(1, item);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
