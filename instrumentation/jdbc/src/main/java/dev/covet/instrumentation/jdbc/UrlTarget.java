package dev.covet.instrumentation.jdbc;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a JDBC URL points: the part of it before the options. */
record UrlTarget(String host, int port, String database, String user) {
    private static final Pattern ADDRESS_HOST = Pattern.compile("(?i)\\(\\s*host\\s*=\\s*([^)\\s]+)\\s*\\)");
    private static final Pattern ADDRESS_PORT = Pattern.compile("(?i)\\(\\s*port\\s*=\\s*(\\d+)\\s*\\)");
    private static final Pattern SERVICE = Pattern.compile("(?i)\\(\\s*(?:service_name|sid)\\s*=\\s*([^)\\s]+)\\s*\\)");

    static UrlTarget of(String scheme, String rest, Map<String, String> options) {
        return switch (scheme) {
            case "h2", "hsqldb" -> embeddable(rest);
            case "sqlite" -> new UrlTarget("", 0, rest, "");
            case "oracle" -> oracle(rest);
            case "sqlserver" -> sqlServer(rest, options);
            default -> generic(rest);
        };
    }

    /** {@code mem:name}, {@code file:path}, {@code path}, or {@code tcp://host:port/name}. */
    private static UrlTarget embeddable(String rest) {
        if (rest.contains("//")) {
            return generic(rest);
        }
        int colon = rest.indexOf(':');
        boolean kind = colon > 1;
        return new UrlTarget("", 0, kind ? rest.substring(colon + 1) : rest, "");
    }

    /** {@code thin:@//host:port/service}, {@code thin:@host:port:sid}, or a description in parentheses. */
    private static UrlTarget oracle(String rest) {
        String place = rest.substring(rest.indexOf('@') + 1);
        if (place.startsWith("(")) {
            return new UrlTarget(
                    group(ADDRESS_HOST, place), number(group(ADDRESS_PORT, place)), group(SERVICE, place), "");
        }
        if (place.contains("//")) {
            return generic(place);
        }
        String[] parts = place.split("[:/]", -1);
        return parts.length < 3
                ? new UrlTarget("", 0, place, "")
                : new UrlTarget(parts[0], number(parts[1]), parts[2], "");
    }

    private static UrlTarget sqlServer(String rest, Map<String, String> options) {
        UrlTarget target = generic(rest);
        String database = options.getOrDefault("databasename", options.getOrDefault("database", target.database()));
        return new UrlTarget(target.host(), target.port(), database, "");
    }

    /** {@code …//user:secret@host:port,host:port/database}, or just a database. */
    private static UrlTarget generic(String rest) {
        int slashes = rest.indexOf("//");
        if (slashes < 0) {
            return new UrlTarget("", 0, rest, "");
        }
        String place = rest.substring(slashes + 2);
        int slash = place.indexOf('/');
        String hosts = slash < 0 ? place : place.substring(0, slash);
        String database = slash < 0 ? "" : place.substring(slash + 1);
        int at = hosts.lastIndexOf('@');
        String user = at < 0 ? "" : hosts.substring(0, at).split(":", 2)[0];
        return address(hosts.substring(at + 1), database, user);
    }

    private static UrlTarget address(String hosts, String database, String user) {
        if (hosts.toLowerCase(Locale.ROOT).contains("(host")) {
            return new UrlTarget(group(ADDRESS_HOST, hosts), number(group(ADDRESS_PORT, hosts)), database, user);
        }
        int comma = hosts.indexOf(',');
        String one = comma < 0 ? hosts : hosts.substring(0, comma);
        int bracket = one.indexOf(']');
        if (one.startsWith("[") && bracket > 0) {
            String after = one.substring(bracket + 1);
            return new UrlTarget(
                    one.substring(1, bracket), number(after.isEmpty() ? "" : after.substring(1)), database, user);
        }
        int colon = one.lastIndexOf(':');
        return colon < 0
                ? new UrlTarget(one, 0, database, user)
                : new UrlTarget(one.substring(0, colon), number(one.substring(colon + 1)), database, user);
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    }
}
