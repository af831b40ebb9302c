/**
 * What units of work have written and read, as far as it decides from where they may read on.
 *
 * <p><b>What it is.</b> A {@link dev.covet.optimizer.features.route.unit.Horizon} for each request or task and each database.
 *
 * <p><b>Invariants.</b> A unit is shown what was written in this JVM before it began and what it has written itself. What it
 * has read it reads again, or newer, also from another server.
 *
 * <p><b>When it fails.</b> Where tables are not known, any may be meant; then the primary is asked until a replica shows all.
 *
 * <p><b>Cost.</b> Some hundred bytes for each unit that reads.
 */
@NullMarked
package dev.covet.optimizer.features.route.unit;

import org.jspecify.annotations.NullMarked;
