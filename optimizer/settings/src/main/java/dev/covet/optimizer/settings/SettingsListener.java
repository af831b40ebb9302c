package dev.covet.optimizer.settings;

import java.util.List;

/** Is told when settings changed, one update after the other. */
@FunctionalInterface
public interface SettingsListener {

    /** Runs on the thread that noticed; what it throws is reported and hurts no other listener. */
    void updated(Update update);

    /**
     * What is new.
     *
     * @param settings in force from now on
     * @param changes what has another value; empty if only problems came
     * @param newProblems those that were not there before
     */
    record Update(Settings settings, List<SettingChange> changes, List<SettingProblem> newProblems) {}
}
