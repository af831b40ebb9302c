package dev.covet.optimizer.settings;

enum Mode {
    OFF,
    OBSERVE,
    ON
}
