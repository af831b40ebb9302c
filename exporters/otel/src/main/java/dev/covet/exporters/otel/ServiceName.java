package dev.covet.exporters.otel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a service is called whose name nobody has set: the main class, or the jar without its version. */
public final class ServiceName {
    private static final String ATTRIBUTE = "service.name=";

    private ServiceName() {}

    /** As the SDK will find it. The lookup gives settings of OpenTelemetry by their names as properties, or null. */
    public static String configured(Function<String, @Nullable String> settings) {
        String name = settings.apply("otel.service.name");
        if (name != null && !name.isBlank()) {
            return name.strip();
        }
        String attributes = settings.apply("otel.resource.attributes");
        for (String attribute : attributes == null ? new String[0] : attributes.split(",", -1)) {
            String stripped = attribute.strip();
            if (stripped.startsWith(ATTRIBUTE) && stripped.length() > ATTRIBUTE.length()) {
                return decoded(stripped.substring(ATTRIBUTE.length()).strip());
            }
        }
        return ofThisProcess();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    static String ofThisProcess() {
        return of(System.getProperty("sun.java.command", ""));
    }

    static String of(String command) {
        String first = command.strip().split(" ", 2)[0];
        if (first.endsWith(".jar")) {
            String file = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1);
            return file.substring(0, file.length() - ".jar".length()).replaceFirst("-\\d.*$", "");
        }
        // A main class in a module is module/class.
        String main = first.substring(first.lastIndexOf('/') + 1);
        return main.isEmpty() ? "unknown_service:java" : main.substring(main.lastIndexOf('.') + 1);
    }
}
