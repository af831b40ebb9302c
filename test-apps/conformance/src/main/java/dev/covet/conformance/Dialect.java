package dev.covet.conformance;

import java.util.List;
import java.util.Set;

/**
 * What the generator and the cleaner know about a database and its driver.
 *
 * @param patience lets the cleaning connection wait for the locks of connections that are about to end
 * @param setup makes tables and routines in an empty database
 * @param reset brings the rows back; each is one call of execute
 * @param numbering brings the next generated keys back
 * @param templates the statements of its programs
 * @param arrayTypes element types for createArrayOf
 * @param schemas names for setSchema, the first the usual one
 * @param catalogs names for setCatalog, the first the usual one
 * @param avoided methods, as {@code Type.name}, whose answers differ between runs
 * @param traits what its programs may do
 */
record Dialect(
        String name,
        List<String> patience,
        List<String> setup,
        List<String> reset,
        List<String> numbering,
        List<Template> templates,
        List<String> arrayTypes,
        List<String> schemas,
        List<String> catalogs,
        Set<String> avoided,
        Set<Trait> traits) {

    /** Abilities that not every database has. */
    enum Trait {
        /** A closed connection has ended at the server when close returns. */
        CLOSES_AT_ONCE,
        /** Two connections may write at the same time. */
        CONCURRENT_WRITES,
        /** A batch of calls does not confuse the driver. */
        BATCHES_CALLS,
        /** Parameters of routines have names that the driver finds. */
        NAMED_PARAMETERS,
        /** Results can be scrolled and changed. */
        SCROLLS,
        /** An update meets the rows in the same order, whatever happened to the table before. */
        KEEPS_ORDER,
        /** Unnamed savepoints have names that are the same in each run. */
        UNNAMED_SAVEPOINTS
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    boolean avoids(Class<?> type, String method) {
        return avoided.contains(type.getSimpleName() + "." + method);
    }

    String ownView() {
        return CommonSql.OWN_VIEW;
    }

    List<Template> templates(Template.Kind kind) {
        return templates.stream().filter(template -> template.kind() == kind).toList();
    }
}
