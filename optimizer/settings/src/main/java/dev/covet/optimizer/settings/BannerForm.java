package dev.covet.optimizer.settings;

/** How the agent announces itself. */
public enum BannerForm {
    OFF,
    SHORT,
    FULL,
    JSON
}
