package dev.covet.plain.web;

/** Decides which answer a failure becomes. */
@FunctionalInterface
public interface ProblemTable {
    Response answerTo(Exception failure);
}
