package dev.covet.instrumentation.pools;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a pool that nobody named: from where it leads to, so that it stays the same from start to start. */
final class PoolNames {
    private static final Pattern SERVER = Pattern.compile("jdbc:[^/]*//([^/?;]*)(?:/([^?;]*))?.*");
    private static final Pattern LIBRARY = Pattern.compile("jdbc:([\\w:]+?):(?:mem:|file:)?([^?;]*).*");

    private PoolNames() {}

    static String derived(String kind, @Nullable String url) {
        if (url == null) {
            return kind;
        }
        Matcher server = SERVER.matcher(url);
        if (server.matches()) {
            String address = server.group(1);
            String withoutUser = address.substring(address.lastIndexOf('@') + 1);
            String database = server.group(2);
            return database == null || database.isEmpty() ? withoutUser : withoutUser + '/' + database;
        }
        Matcher library = LIBRARY.matcher(url);
        return library.matches() ? library.group(1) + '/' + library.group(2) : kind;
    }
}
