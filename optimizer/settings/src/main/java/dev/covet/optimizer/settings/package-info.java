/**
 * Settings: keys, where their values come from, and what is said about wrong ones.
 *
 * <p><b>What it is.</b> Features declare {@link dev.covet.optimizer.settings.SettingKey}s; the agent puts them into a
 * {@link dev.covet.optimizer.settings.SettingCatalogue} and opens a
 * {@link dev.covet.optimizer.settings.SettingsWatch}, whose snapshots are
 * {@link dev.covet.optimizer.settings.Settings}.
 *
 * <p><b>Invariants.</b> A snapshot never changes. Every value has a source. A wrong value or an unknown name always
 * gives a {@link dev.covet.optimizer.settings.SettingProblem}. The text of a
 * {@link dev.covet.optimizer.settings.Secret} stands in no message, report or change.
 *
 * <p><b>When it fails.</b> Nothing a user writes makes it throw: what cannot be read is left out and said. While the
 * application runs, the last value that could be read stays in force.
 *
 * <p><b>Cost.</b> Used in premain: no java.nio.file, no java.util.logging, no JMX, no reflection, no regular
 * expressions; the YAML library is loaded only for a YAML file. Reading a
 * {@link dev.covet.optimizer.settings.LiveSettings} is the read of one field.
 */
@NullMarked
package dev.covet.optimizer.settings;

import org.jspecify.annotations.NullMarked;
