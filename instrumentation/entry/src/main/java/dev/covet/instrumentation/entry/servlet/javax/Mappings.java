package dev.covet.instrumentation.entry.servlet.javax;

import javax.servlet.http.HttpServletMapping;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/** The pattern by which the servlet was chosen. Servlet 4.0 tells; in an older container it can only be guessed. */
final class Mappings {
    private static volatile boolean older;

    private Mappings() {}

    /** The default servlet's pattern says nothing, so that one counts as none. */
    static @Nullable String pattern(HttpServletRequest request) {
        if (!older) {
            try {
                return Four.pattern(request);
            } catch (LinkageError containerIsOlder) {
                older = true;
            }
        }
        return guess(request.getServletPath(), request.getPathInfo());
    }

    /** Only a servlet that has a folder to itself has a path behind its own. */
    static @Nullable String guess(@Nullable String servletPath, @Nullable String pathInfo) {
        return pathInfo == null || servletPath == null ? null : servletPath + "/*";
    }

    /** What came with Servlet 4.0, loaded when it is first needed. */
    private static final class Four {
        static @Nullable String pattern(HttpServletRequest request) {
            HttpServletMapping mapping = request.getHttpServletMapping();
            boolean none = mapping == null || mapping.getMappingMatch() == null;
            return none || mapping.getMappingMatch() == MappingMatch.DEFAULT ? null : mapping.getPattern();
        }
    }
}
