package dev.covet.instrumentation.entry.servlet;

import org.jspecify.annotations.Nullable;

/** Which pattern a path matched. */
public final class Routes {
    /** Where Spring MVC leaves the pattern of the handler. */
    public static final String SPRING = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

    private Routes() {}

    /**
     * The route.
     *
     * @param spring the attribute of Spring, or null
     * @param mapping the pattern of the servlet that was chosen; null if it is the default one or unknown
     */
    public static @Nullable String route(
            @Nullable String contextPath, @Nullable Object spring, @Nullable String mapping) {
        String pattern = spring == null ? mapping : spring.toString();
        if (pattern == null) {
            return null;
        }
        String context = contextPath == null ? "" : contextPath;
        String separator = pattern.startsWith("/") ? "" : "/";
        return context + separator + pattern;
    }
}
