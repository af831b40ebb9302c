/**
 * What is said about queries that are repeated.
 *
 * <p><b>What it is.</b> At the end of a unit of work each query that ran three times or more becomes a finding: once for each
 * row of another one if the values were seen to come from there, else one of the other kinds of repetition, each with its
 * advice and the method of the application that asked, taken once for each query.
 *
 * <p><b>Invariants.</b> Only what has a proven source is called N+1. Values are never part of a finding.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch.find;

import org.jspecify.annotations.NullMarked;
