package dev.covet.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text file of the repository.
 *
 * @param path from the root, with slashes
 * @param text everything in it
 */
public record SourceFile(String path, String text) {

    public boolean isTest() {
        return path.contains("/src/test/");
    }

    public List<String> lines() {
        return text.lines().toList();
    }

    /** The places, as path:line: text, where the pattern is found. */
    public List<String> find(Pattern pattern) {
        List<String> found = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).find()) {
                found.add(path + ":" + (i + 1) + ": " + lines.get(i).strip());
            }
        }
        return found;
    }
}
