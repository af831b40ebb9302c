package dev.covet.instrumentation.entry.servlet.javax;

import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The pattern by which the servlet was chosen. Servlet 4.0 tells; in an older container it can only be guessed. */
final class Mappings {
    private static volatile @Nullable Source known = load();

    private Mappings() {}

    /** Where the pattern is told. */
    interface Source {
        @Nullable String pattern(HttpServletRequest request);
    }

    /** By its name: the linkage check demands all that is referred to, and older containers have all but this. */
    private static @Nullable Source load() {
        try {
            return Class.forName(Mappings.class.getPackageName() + ".KnownMapping")
                    .asSubclass(Source.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError missing) {
            return null;
        }
    }

    /** The default servlet's pattern says nothing, so that one counts as none. */
    static @Nullable String pattern(HttpServletRequest request) {
        Source asked = known;
        if (asked != null) {
            try {
                return asked.pattern(request);
            } catch (LinkageError containerIsOlder) {
                known = null;
            }
        }
        return guess(request.getServletPath(), request.getPathInfo());
    }

    /** Only a servlet that has a folder to itself has a path behind its own. */
    static @Nullable String guess(@Nullable String servletPath, @Nullable String pathInfo) {
        return pathInfo == null || servletPath == null ? null : servletPath + "/*";
    }
}
