package dev.covet.agent.tooling.protect;

/** How much the agent prints. */
public enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG
}
