package dev.covet.optimizer.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the key that somebody meant who wrote a similar one. */
final class Suggestion {
    private static final int FARTHEST = 2;
    private static final int MOST = 3;
    private static final int LONGEST = 200;
    private static final int PREFIX_LETTERS = 5;

    private Suggestion() {}

    /** "Did you mean …? " or nothing. */
    static String sentence(SettingCatalogue catalogue, String unknown) {
        List<String> nearest = nearest(catalogue, unknown);
        if (nearest.isEmpty()) {
            nearest = members(catalogue, unknown);
        }
        return nearest.isEmpty() ? "" : "Did you mean " + Shown.plain(String.join(" or ", nearest)) + "? ";
    }

    /** The names with the fewest differences, if they have two at most; other separators or capitals are none. */
    static List<String> nearest(SettingCatalogue catalogue, String unknown) {
        List<String> nearest = new ArrayList<>();
        int least = FARTHEST;
        if (unknown.length() > LONGEST) {
            return nearest;
        }
        String letters = letters(unknown);
        for (SettingKey<?> key : catalogue.keys()) {
            String candidate = candidate(key, unknown);
            if (candidate == null) {
                continue;
            }
            int distance = Math.min(distance(candidate, unknown), distance(letters(candidate), letters));
            if (distance < least) {
                nearest.clear();
                least = distance;
            }
            if (distance == least && nearest.size() < MOST) {
                nearest.add(candidate);
            }
        }
        return nearest;
    }

    /** Whoever sets a group as if it were a setting is shown some of its members. */
    private static List<String> members(SettingCatalogue catalogue, String unknown) {
        List<String> members = new ArrayList<>();
        for (SettingKey<?> key : catalogue.keys()) {
            if (key.name().startsWith(unknown + ".") && members.size() < MOST) {
                members.add(key.name());
            }
        }
        return members;
    }

    /** Whether a name begins almost like ours. Cheap, because it is asked about every property and variable. */
    static boolean beginsLikeOurs(String name) {
        String lower = name.substring(0, Math.min(name.length(), PREFIX_LETTERS + FARTHEST))
                .toLowerCase(Locale.ROOT);
        for (int length = PREFIX_LETTERS - FARTHEST; length <= lower.length(); length++) {
            if (distance("covet", lower.substring(0, length)) <= FARTHEST) {
                return true;
            }
        }
        return false;
    }

    /** The name to compare with: a pattern takes over what stands between two texts like its own. */
    private static @Nullable String candidate(SettingKey<?> key, String unknown) {
        int star = key.name().indexOf('*');
        if (star < 0) {
            return key.name();
        }
        String head = key.name().substring(0, star);
        String tail = key.name().substring(star + 1);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (int start = head.length() - FARTHEST; start <= head.length() + FARTHEST; start++) {
            int last = unknown.length() - tail.length() + FARTHEST;
            for (int end = Math.max(start + 1, last - 2 * FARTHEST); end <= last && end <= unknown.length(); end++) {
                String chosen = unknown.substring(start, end).replace('.', '-');
                int cost = cost(head, unknown.substring(0, start))
                        + cost(tail, unknown.substring(end))
                        + 2 * distance(chosen, unknown.substring(start, end));
                if (cost < least) {
                    least = cost;
                    best = head + chosen + tail;
                }
            }
        }
        return best;
    }

    /** Of cuts that are equally far from the text, one at a dot is more likely what was meant. */
    private static int cost(String text, String cut) {
        return 2 * distance(text, cut) + (cut.endsWith(".") || cut.startsWith(".") ? 0 : 1);
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '.' && c != '-' && c != '_') {
                letters.append(c);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** Characters to insert, delete or replace; more than two count as three. */
    static int distance(String left, String right) {
        if (Math.abs(left.length() - right.length()) > FARTHEST) {
            return FARTHEST + 1;
        }
        int[] above = new int[right.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < above.length; column++) {
                int replaced = above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return Math.min(above[right.length()], FARTHEST + 1);
    }
}
