package dev.covet.plain.database;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the database is and who asks. */
public record DatabaseSettings(
        String url, @Nullable String user, @Nullable String password, Dialect dialect) {

    /** Reads the kind of database from the URL. Throws IllegalArgumentException with a sentence for the user. */
    public static DatabaseSettings of(String url, @Nullable String user, @Nullable String password) {
        Dialect dialect = Dialect.ofUrl(url)
                .orElseThrow(() -> new IllegalArgumentException("--url " + masked(url)
                        + " names no database that plain knows; begin it with one of " + Dialect.urlPrefixes()));
        if (isPrivateToOneConnection(url)) {
            throw new IllegalArgumentException("--url " + url + " is a database that only one connection can see; name"
                    + " it, as in jdbc:h2:mem:plain or jdbc:sqlite:plain.db");
        }
        return new DatabaseSettings(url, user, password, dialect);
    }

    /** The URL for messages: without passwords. */
    public String urlForMessages() {
        return masked(url);
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "DatabaseSettings[url=" + masked(url) + ", user=" + user + ", dialect=" + dialect + "]";
    }

    static String masked(String url) {
        return url.replaceAll("(?i)(password[^=&;?]*=)[^&;]*", "$1***").replaceAll("(//[^:/?@]*):[^/?@]*@", "$1:***@");
    }

    private static boolean isPrivateToOneConnection(String url) {
        String rest = url.toLowerCase(Locale.ROOT);
        return rest.matches("jdbc:h2:mem:(;.*)?") || rest.matches("jdbc:sqlite:(:memory:|file::memory:)?(\\?.*)?");
    }
}
