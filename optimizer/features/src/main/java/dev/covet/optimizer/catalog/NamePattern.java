package dev.covet.optimizer.catalog;

import java.util.List;

/** A name in a setting, in which a star stands for anything. */
public final class NamePattern {
    private final List<String> parts;

    public NamePattern(String text) {
        this.parts = List.of(text.strip().split("\\*", -1));
    }

    /** Whether a name can fit of which only the beginning is known. */
    public boolean mayFit(String beginning) {
        String first = parts.get(0);
        return first.startsWith(beginning) || (parts.size() > 1 && beginning.startsWith(first));
    }

    public boolean fits(String name) {
        String first = parts.get(0);
        String last = parts.get(parts.size() - 1);
        if (parts.size() == 1) {
            return name.equals(first);
        }
        if (name.length() < first.length() + last.length() || !name.startsWith(first) || !name.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = name.length() - last.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = name.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }
}
