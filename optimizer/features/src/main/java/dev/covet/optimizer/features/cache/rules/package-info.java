/**
 * What the user wants of single queries, tables and places.
 *
 * <p><b>What it is.</b> {@code RuleReader} reads a rule as it is written, {@code Comments} those that stand in queries;
 * {@code CacheRules} says what all of them together want of one execution, as a {@code Wish}.
 *
 * <p><b>Invariants.</b> Rules only take away: all that fit an execution hold, one that says off decides, else the shortest time.
 *
 * <p><b>When it fails.</b> What a rule names that cannot be read entirely is not answered from the cache.
 *
 * <p><b>Cost.</b> Nothing for each execution, as what a text decides is kept with it; rules for places of the code look
 * through the stack each time.
 */
@NullMarked
package dev.covet.optimizer.features.cache.rules;

import org.jspecify.annotations.NullMarked;
