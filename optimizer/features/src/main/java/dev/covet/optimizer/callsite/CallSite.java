package dev.covet.optimizer.callsite;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The method of the application that led to a query, and the library in between.
 *
 * @param method with its class, file and line; empty if all of the stack belongs to libraries
 * @param library what issued the query
 */
public record CallSite(String method, Library library) {
    public static final CallSite NONE = new CallSite("", Library.JDBC);

    private static final int DEEPEST = 400;
    private static final int INNERMOST = 2;
    private static final int OUTERMOST = 3;

    /** Whose code is not the application's. */
    private static final String[] LIBRARIES = {
        "java.",
        "javax.",
        "jakarta.",
        "jdk.",
        "sun.",
        "com.sun.",
        "org.springframework.",
        "org.hibernate.",
        "org.jboss.",
        "org.apache.",
        "org.eclipse.",
        "org.postgresql.",
        "org.mariadb.",
        "com.mysql.",
        "com.zaxxer.",
        "org.mybatis.",
        "org.jooq.",
        "org.jdbi.",
        "io.ebean.",
        "io.micronaut.",
        "io.quarkus.",
        "io.agroal.",
        "com.mchange.",
        "net.bytebuddy.",
        "org.aspectj.",
        "kotlin.",
        "kotlinx.",
        "scala.",
        "groovy.",
        "org.codehaus.groovy.",
        "com.fasterxml.",
        "org.thymeleaf.",
        "io.netty.",
        "io.undertow.",
        "reactor.",
        "io.opentelemetry.",
        "org.junit."
    };

    /** What of Covet stands in stacks of the application, and nothing of whose name an application's class could be. */
    private static final String[] OURS = {
        "dev.covet.instrumentation.",
        "dev.covet.optimizer.engine.",
        "dev.covet.optimizer.features.",
        "dev.covet.agent.",
        "java.lang.CovetDispatcher"
    };

    /** What issues queries; knowing it makes the advice concrete. */
    public enum Library {
        JDBC(""),
        HIBERNATE("org.hibernate."),
        ECLIPSELINK("org.eclipse.persistence."),
        EBEAN("io.ebean"),
        MYBATIS("org.apache.ibatis."),
        SPRING_DATA_JDBC("org.springframework.data.jdbc."),
        JOOQ("org.jooq."),
        JDBI("org.jdbi."),
        SPRING_JDBC("org.springframework.jdbc.");

        private final String prefix;

        Library(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Of a stack that was taken before, innermost first. Frames of Covet are told by their names. */
    public static CallSite of(StackTraceElement[] stack) {
        Library library = Library.JDBC;
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (isOurName(type)) {
                continue;
            }
            library = better(library, type);
            if (!isLibrary(type)) {
                return new CallSite(method(frame), library);
            }
        }
        return new CallSite("", library);
    }

    /**
     * The stack without what is Covet's own, one frame on a line, so many at most. Of libraries above the application's first
     * frame only the innermost two and the outermost three are shown.
     */
    public static String lines(StackTraceElement[] stack, int most) {
        List<StackTraceElement> frames = new ArrayList<>();
        int application = -1;
        for (StackTraceElement frame : stack) {
            if (!isOurName(frame.getClassName())) {
                application = application < 0 && !isLibrary(frame.getClassName()) ? frames.size() : application;
                frames.add(frame);
            }
        }
        StringBuilder lines = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < frames.size(); i++) {
            if (i == INNERMOST && application - OUTERMOST > i) {
                i = application - OUTERMOST;
                lines.append("\n    …");
            }
            if (shown++ == most) {
                return lines.append("\n    …").toString();
            }
            lines.append("\n    at ").append(method(frames.get(i)));
        }
        return lines.toString();
    }

    private static String method(StackTraceElement frame) {
        return method(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    private static boolean isOurName(String type) {
        for (String own : OURS) {
            if (type.startsWith(own)) {
                return true;
            }
        }
        return false;
    }

    /** Of this thread. Takes some ten microseconds. */
    public static CallSite here() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(CallSite::of);
    }

    private static CallSite of(Stream<StackFrame> frames) {
        Library[] library = {Library.JDBC};
        Optional<StackFrame> application = frames.limit(DEEPEST)
                .filter(frame -> !isOurs(frame))
                .peek(frame -> library[0] = better(library[0], frame.getClassName()))
                .filter(frame -> !isLibrary(frame.getClassName()))
                .findFirst();
        return new CallSite(application.map(CallSite::method).orElse(""), library[0]);
    }

    /** By the class loader: an application may have our package. */
    private static boolean isOurs(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        return (type.getClassLoader() == CallSite.class.getClassLoader()
                        && type.getName().startsWith("dev.covet.optimizer."))
                || isOurName(type.getName());
    }

    private static boolean isLibrary(String name) {
        for (String library : LIBRARIES) {
            if (name.startsWith(library)) {
                return true;
            }
        }
        // Proxies and lambdas of anybody.
        return name.contains("$$") || name.startsWith("$Proxy") || name.contains(".$Proxy");
    }

    private static Library better(Library known, String name) {
        if (known != Library.JDBC && known != Library.SPRING_JDBC) {
            return known;
        }
        for (Library each : Library.values()) {
            if (each != Library.JDBC && name.startsWith(each.prefix)) {
                return each;
            }
        }
        return known;
    }

    private static String method(StackFrame frame) {
        return method(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    private static String method(String type, String name, @Nullable String file, int line) {
        String place = file == null ? "" : "(" + file + (line > 0 ? ":" + line : "") + ")";
        return type + "." + name + place;
    }
}
