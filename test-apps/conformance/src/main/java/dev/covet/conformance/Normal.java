package dev.covet.conformance;

import java.util.regex.Pattern;

/** Takes out of texts what differs between two runs without meaning. Only texts for people go through it, no data. */
final class Normal {
    /** {@code Object.toString}, for example {@code org.postgresql.jdbc.PgConnection@1b2c3d}. */
    private static final Pattern IDENTITY = Pattern.compile("(?<=[A-Za-z;])@[0-9a-f]{1,8}\\b");

    /** H2 numbers its objects across the JVM, for example {@code prep12: select 1}. */
    private static final Pattern H2_NUMBER = Pattern.compile(
            "\\b(conn|stat|prep|call|rs|dbMeta|rsMeta|pMeta|" + "clob|nclob|blob|ar|sp|sqlxml)\\d+(?=:)");

    private Normal() {}

    static String of(String text) {
        return H2_NUMBER.matcher(IDENTITY.matcher(text).replaceAll("@#")).replaceAll("$1#");
    }
}
