package dev.covet.demo;

import java.lang.reflect.InvocationTargetException;

/** The first class of the demo; compiled for Java 8 so that an older JDK hears what is wrong. */
public final class DemoLauncherMain {
    private static final int NEEDED = 17;

    private DemoLauncherMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        String complaint = complaint(System.getProperty("java.specification.version"));
        if (complaint != null) {
            System.err.println(complaint);
            System.exit(1);
        }
        try {
            Class.forName("dev.covet.demo.DemoMain")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** What is wrong with this JDK, or null. */
    static String complaint(String version) {
        int feature = Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        return feature >= NEEDED
                ? null
                : "COVET-9101 The demo needs JDK " + NEEDED + " or newer and this is JDK " + feature
                        + ". Set JAVA_HOME to a newer one, or start it with that one's bin/java.";
    }
}
