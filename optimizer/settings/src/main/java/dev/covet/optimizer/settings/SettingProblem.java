package dev.covet.optimizer.settings;

/**
 * Something about the settings that is not as the user wanted it.
 *
 * @param code its entry in docs/errors.md
 * @param message what happened, why it matters, what was done and how to correct it; without secrets
 */
public record SettingProblem(String code, String message) {
    @Override
    public String toString() {
        return code + " " + message;
    }
}
