package dev.covet.agent.tooling.protect;

/** An error in one line. */
final class Frames {
    private static final int SHOWN = 3;

    private Frames() {}

    static String describe(Throwable thrown) {
        StringBuilder line = new StringBuilder(thrown.toString().replace('\n', ' '));
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < Math.min(SHOWN, frames.length); i++) {
            line.append(i == 0 ? " at " : " < ").append(frames[i].toString());
        }
        return line.toString();
    }
}
