package dev.covet.exporters.otel;

/** What a service is called whose name nobody has set: the main class, or the jar without its version. */
final class ServiceName {
    private ServiceName() {}

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
