package dev.covet.consistency.hermitage;

import java.util.List;

/** Steps in their order, each a session and what it does: a statement, commit or rollback. */
public record Schedule(String name, List<Step> steps) {
    record Step(int session, String action) {}

    /** Lines such as {@code 1: commit}. */
    static Schedule of(String name, String lines) {
        return new Schedule(
                name,
                lines.lines()
                        .map(line -> new Step(
                                Character.digit(line.charAt(0), 10),
                                line.substring(2).strip()))
                        .toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
