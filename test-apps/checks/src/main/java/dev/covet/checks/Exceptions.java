package dev.covet.checks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is allowed to break a rule, and why: lines of "name: reason" in a file beside this class. */
final class Exceptions {
    private final String file;
    private final Map<String, String> reasons;

    private Exceptions(String file, Map<String, String> reasons) {
        this.file = file;
        this.reasons = reasons;
    }

    static Exceptions load(String file) {
        try (InputStream stream = Exceptions.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + file + " beside " + Exceptions.class);
            }
            return parse(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Exceptions parse(String file, String text) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(": ");
            if (colon < 1 || line.substring(colon + 2).isBlank()) {
                throw new IllegalArgumentException(file + ": '" + line + "' should be 'name: reason'");
            }
            reasons.put(
                    line.substring(0, colon).strip(), line.substring(colon + 2).strip());
        }
        return new Exceptions(file, reasons);
    }

    boolean contains(String name) {
        return reasons.containsKey(name);
    }

    /** Exceptions that nothing needs any more, so that the list cannot rot. */
    List<String> unused(List<String> broken) {
        return reasons.keySet().stream()
                .filter(name -> !broken.contains(name))
                .map(name -> file + " excuses " + name + ", which no longer needs it")
                .toList();
    }
}
