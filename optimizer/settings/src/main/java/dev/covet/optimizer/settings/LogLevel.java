package dev.covet.optimizer.settings;

/** How much the agent says about itself. */
public enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG
}
