/**
 * What a database says of the changes that anybody commits to it.
 *
 * <p><b>What it is.</b> A {@link dev.covet.optimizer.engine.change.ChangeSource} opens a
 * {@link dev.covet.optimizer.engine.change.ChangeFeed} with the application's own driver. The feed hands out each
 * {@link dev.covet.optimizer.engine.change.Commit} with the tables it has changed, and knows two things of a
 * {@link dev.covet.optimizer.engine.change.Moment} of the database: which commits everybody can see by then, and whether
 * all of them have been handed out. Where another JVM hands on what its feed is told, an
 * {@link dev.covet.optimizer.engine.change.Inquiry} asks the database.
 *
 * <p><b>Invariants.</b> A commit may be handed out before others can see what it has changed: databases write their logs
 * first. No commit is left out; who cannot promise that any more fails and is closed.
 *
 * <p><b>When it fails.</b> A source that cannot say everything refuses with a code and the cure. A feed that broke says
 * nothing more, and whoever relied on it must forget what it knew.
 *
 * <p><b>Cost.</b> Two connections for each database: one is told, the other asks. A
 * {@link dev.covet.optimizer.engine.change.Witness} is a third.
 */
@NullMarked
package dev.covet.optimizer.engine.change;

import org.jspecify.annotations.NullMarked;
