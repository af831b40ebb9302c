package dev.covet.instrumentation.entry.servlet.jakarta;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/** The pattern by which the servlet was chosen. */
final class Mappings {
    private Mappings() {}

    /** The default servlet's pattern says nothing, so that one counts as none. */
    static @Nullable String pattern(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        boolean none = mapping == null || mapping.getMappingMatch() == null;
        return none || mapping.getMappingMatch() == MappingMatch.DEFAULT ? null : mapping.getPattern();
    }
}
