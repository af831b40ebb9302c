/**
 * Where the parameters of a query come from.
 *
 * <p><b>What it is.</b> {@code Relation} holds what one query has answered in a unit of work. {@code MappingSearch} finds
 * for a query that is repeated with other values which column of which relation each value came from; what holds for all
 * executions is a {@code Mapping}. {@code Pattern} and {@code Pair} keep what was learned beyond the unit.
 *
 * <p><b>Invariants.</b> Nothing here decides what an application reads: a wrong mapping asks for rows that nobody wants,
 * never for a wrong answer. All sizes are bounded.
 *
 * <p><b>When it fails.</b> A value that is computed, or comes from elsewhere, has no mapping.
 *
 * <p><b>Cost.</b> A query that is not repeated costs a reference to the driver's rows. Values are decoded when a query runs
 * a second time with other values.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch.learn;

import org.jspecify.annotations.NullMarked;
