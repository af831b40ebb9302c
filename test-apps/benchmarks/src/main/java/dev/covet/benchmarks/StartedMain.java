package dev.covet.benchmarks;

import dev.covet.plain.PlainMain;

/** The application "plain", which says when its main method was reached. */
public final class StartedMain {
    private StartedMain() {}

    public static void main(String[] arguments) {
        System.out.println("main");
        PlainMain.main(arguments);
    }
}
