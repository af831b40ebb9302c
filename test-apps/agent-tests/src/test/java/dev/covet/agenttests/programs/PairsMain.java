package dev.covet.agenttests.programs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Runs loops over owners until the MBean says of their queries what the arguments behind URL, user and password expect, and
 * prints what it says. Each argument is the beginning of a query's line and of its state: {@code select name=batches}.
 */
public final class PairsMain {
    private static final int OWNERS = 60;

    private PairsMain() {}

    /** One transaction in which a query runs for some of the owners. */
    private record Loop(String sql, boolean few) {
        static final List<Loop> ALL = List.of(
                new Loop("select name from pet where owner_id = ? and name <> 'secret' order by id", false),
                new Loop("select loud(id) from pet where owner_id = ?", false),
                new Loop("select tag from tag where owner_id = ? order by id", false),
                // What each key costs is paid for nothing where few of them are wanted.
                new Loop("select sum(i) from generate_series(1, 20000) i, owner o where o.id = ? and i > o.id", true));

        void run(Connection connection, Random random) throws SQLException {
            List<Long> owners = owners(connection);
            List<Long> visited = few
                    ? random.ints(0, OWNERS)
                            .distinct()
                            .limit(6)
                            .sorted()
                            .mapToObj(owners::get)
                            .toList()
                    : owners;
            for (long owner : visited) {
                try (PreparedStatement query = connection.prepareStatement(sql)) {
                    query.setLong(1, owner);
                    try (ResultSet rows = query.executeQuery()) {
                        rows.next();
                    }
                }
            }
        }

        private static List<Long> owners(Connection connection) throws SQLException {
            List<Long> owners = new ArrayList<>();
            try (Statement all = connection.createStatement();
                    ResultSet rows = all.executeQuery("select id from owner order by id")) {
                while (rows.next()) {
                    owners.add(rows.getLong(1));
                }
            }
            return owners;
        }
    }

    public static void main(String[] arguments) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        List<String> expected = List.of(arguments).subList(3, arguments.length);
        Random random = new Random(7);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            String said = "";
            while (!isAll(expected, said) && System.nanoTime() < deadline) {
                for (Loop loop : Loop.ALL) {
                    try (Connection connection = pool.getConnection()) {
                        loop.run(connection, random);
                        connection.commit();
                    }
                }
                said = pairs();
            }
            System.out.println(said);
            System.out.println(isAll(expected, said) ? "as expected" : "not as expected");
        }
    }

    private static String pairs() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("covet:type=Prefetch");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!server.isRegistered(name)) {
            if (System.nanoTime() > deadline) {
                return "nobody has registered " + name;
            }
            LockSupport.parkNanos(10_000_000);
        }
        return (String) server.invoke(name, "pairs", new Object[0], new String[0]);
    }

    private static boolean isAll(List<String> expected, String said) {
        return expected.stream().allMatch(each -> {
            int equals = each.lastIndexOf('=');
            return isSaid(said, each.substring(0, equals), each.substring(equals + 1));
        });
    }

    private static boolean isSaid(String said, String query, String state) {
        for (String pair : said.split("\n\n", -1)) {
            if (pair.contains("query: " + query) && pair.contains(". " + state + ", because ")) {
                return true;
            }
        }
        return false;
    }
}
