package dev.covet.optimizer.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a summary has gathered: its text and the tables. */
final class SummaryOutput {
    private static final int LONGEST = 255;

    private final StringBuilder text = new StringBuilder(64);
    private final Map<String, Boolean> tables = new LinkedHashMap<>(4);
    private boolean full;
    private String procedure = "";

    void append(String token) {
        int blank = text.length() == 0 ? 0 : 1;
        if (full || text.length() + blank + token.length() > LONGEST) {
            full = true;
            return;
        }
        if (blank == 1) {
            text.append(' ');
        }
        text.append(token);
    }

    void table(String name, boolean written) {
        tables.merge(plain(name), written, Boolean::logicalOr);
    }

    void procedure(String name) {
        if (procedure.isEmpty()) {
            procedure = name;
        }
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '"' && c != '`' && c != '[' && c != ']' && c != '\'') {
                plain.append(c);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    Names names(boolean complete) {
        List<TableName> list = tables.entrySet().stream()
                .map(table -> new TableName(table.getKey(), table.getValue()))
                .toList();
        return new Names(text.toString(), list, procedure, complete);
    }
}
