/**
 * Covet's query cache beside other ways to answer a query again without the database: hits, what is never answered, many who
 * want the same at once, changes of others, and the loss of who tells of them.
 *
 * <p>Each contender runs in a JVM of its own against one real PostgreSQL, the AWS wrapper also with a real Redis.
 */
@NullMarked
package dev.covet.benchmarks.cache;

import org.jspecify.annotations.NullMarked;
