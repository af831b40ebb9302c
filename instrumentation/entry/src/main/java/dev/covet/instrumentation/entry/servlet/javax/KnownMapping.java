package dev.covet.instrumentation.entry.servlet.javax;

import javax.servlet.http.HttpServletMapping;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/** The pattern, from containers of Servlet 4.0. */
final class KnownMapping implements Mappings.Source {
    @Override
    public @Nullable String pattern(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        boolean none = mapping == null || mapping.getMappingMatch() == null;
        return none || mapping.getMappingMatch() == MappingMatch.DEFAULT ? null : mapping.getPattern();
    }
}
