package dev.covet.plain;

import dev.covet.plain.database.ConnectProblem;
import dev.covet.plain.database.Database;
import dev.covet.plain.database.DatabaseSettings;
import dev.covet.plain.database.Tables;
import dev.covet.plain.library.Seed;
import dev.covet.plain.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.LocalDate;

/** The running application: a database with its tables, and a server in front of it. */
public final class Plain implements AutoCloseable {
    private final Database database;
    private final WebServer server;

    private Plain(Database database, WebServer server) {
        this.database = database;
        this.server = server;
    }

    public static Plain start(PlainSettings settings) throws StartProblem {
        Database database = openDatabase(settings);
        try {
            WebServer server = WebServer.start(
                    settings.port(), new Endpoints(database, settings.clock()).routes(), new Problems());
            return new Plain(database, server);
        } catch (IOException failure) {
            database.close();
            String message = "cannot listen on port " + settings.port() + ": " + failure.getMessage()
                    + ". Choose another one with --port, or 0 for any free one.";
            throw new StartProblem(message, failure);
        }
    }

    public URI address() {
        return URI.create("http://localhost:" + server.port() + "/");
    }

    /** Lets running requests finish, then closes the server and the database connections. */
    @Override
    public void close() {
        server.close();
        database.close();
    }

    private static Database openDatabase(PlainSettings settings) throws StartProblem {
        DatabaseSettings databaseSettings = settings.database();
        Database database;
        try {
            database = Database.open(databaseSettings);
        } catch (SQLException failure) {
            throw new StartProblem(ConnectProblem.sentence(databaseSettings, failure), failure);
        }
        try {
            database.inTransaction(connection -> {
                Tables.create(connection, database.dialect());
                return new Seed(connection, LocalDate.now(settings.clock())).plant(settings.seed());
            });
            return database;
        } catch (SQLException failure) {
            database.close();
            throw new StartProblem(ConnectProblem.sentence(databaseSettings, failure), failure);
        }
    }
}
