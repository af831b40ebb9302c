package dev.covet.benchmarks.cache;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Where a JVM finds what it asks, told to it by flags.
 *
 * @param url of the database, with user and password
 * @param redis host and port
 * @param others the folder with the AWS wrapper and what it needs
 */
public record Place(String url, String redis, String others) {
    public static Place ofThisJvm() {
        return new Place(
                System.getProperty("benchmark.url"),
                System.getProperty("benchmark.redis"),
                System.getProperty("benchmark.others"));
    }

    public List<String> flags() {
        return List.of("-Dbenchmark.url=" + url, "-Dbenchmark.redis=" + redis, "-Dbenchmark.others=" + others);
    }

    /** A new connection of the driver. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }
}
