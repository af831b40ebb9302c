package dev.covet.agent.tooling.jdbc;

/** The driver family of a class: the leading two segments of its package, three for Apache's. */
final class Families {
    private Families() {}

    static String of(Class<?> type) {
        String name = type.getName();
        int segments = name.startsWith("org.apache.") ? 3 : 2;
        int end = -1;
        for (int i = 0; i < segments; i++) {
            int next = name.indexOf('.', end + 1);
            if (next < 0) {
                break;
            }
            end = next;
        }
        return end < 0 ? name : name.substring(0, end);
    }
}
