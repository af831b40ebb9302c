package dev.covet.optimizer.settings;

import java.util.List;

/**
 * What one source says.
 *
 * @param given in the order of the source
 * @param problems of the source as a whole
 */
record Layer(List<Given> given, List<SettingProblem> problems) {
    static final Layer EMPTY = new Layer(List.of(), List.of());

    Layer {
        given = List.copyOf(given);
        problems = List.copyOf(problems);
    }
}
