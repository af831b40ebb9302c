package dev.covet.benchmarks.scenarios;

import dev.covet.benchmarks.cache.AwsWrapper;
import dev.covet.benchmarks.cache.Place;
import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** Plays each scenario: {@code WITH}, which is {@code AWS} or anything else. The bare driver's address is a property of its own. */
public final class ScenariosMain {
    /** Before it stands what was seen. */
    static final String SEEN = "seen: ";

    private ScenariosMain() {}

    public static void main(String[] arguments) throws Exception {
        Place place = Place.ofThisJvm();
        boolean aws = arguments[0].equals("AWS");
        AwsWrapper wrapper = aws ? new AwsWrapper(place) : null;
        Scene.Source source = wrapper == null ? place::connect : wrapper::connect;
        UnaryOperator<String> hinted = aws ? sql -> AwsWrapper.hinted(sql, 300) : sql -> sql;
        int number = 1;
        for (Scenario scenario : Scenario.values()) {
            System.out.println(SEEN + scenario + "=" + played(scenario, "t" + number++, source, place, hinted));
        }
        System.exit(0);
    }

    private static String played(
            Scenario scenario, String table, Scene.Source source, Place place, UnaryOperator<String> hinted)
            throws SQLException {
        try (Connection other = place.connect()) {
            Sql.execute(
                    other,
                    "create table " + table + " (id int primary key, v text)",
                    "insert into " + table + " select n, 'v' || n from generate_series(1, 4) n");
            try (Connection own = source.connect();
                    Connection second = source.connect()) {
                Scene scene = new Scene(own, second, other, table, hinted);
                String seen = scenario.play(scene);
                if (!own.getAutoCommit()) {
                    own.rollback();
                }
                return seen;
            }
        }
    }
}
