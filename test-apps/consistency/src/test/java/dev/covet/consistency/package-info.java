/**
 * The oracle for everything that may answer instead of the database: {@link dev.covet.consistency.Consistency#run} lets
 * clients loose and says what they saw that they may not have seen.
 *
 * <p>What it is: {@link dev.covet.consistency.Setting} says who works where and for how long, {@link
 * dev.covet.consistency.Contract} what is promised to those who are covered, {@link dev.covet.consistency.Report} what
 * was found.
 *
 * <p>Invariants: the bare driver never violates anything; what the contract does not promise is not demanded.
 *
 * <p>When it fails: a run that cannot be set up is an exception; everything else is in the report, with the seed.
 *
 * <p>Cost: the database decides; some thousands of operations a second.
 */
@NullMarked
package dev.covet.consistency;

import org.jspecify.annotations.NullMarked;
