package dev.covet.agent.tooling.protect;

/** An error in one line. */
public final class Frames {
    private static final int SHOWN = 3;
    private static final int LONGEST = 1_000;

    private Frames() {}

    public static String describe(Throwable thrown) {
        String said = thrown.toString().replace('\n', ' ');
        StringBuilder line = new StringBuilder(said.substring(0, Math.min(said.length(), LONGEST)));
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < Math.min(SHOWN, frames.length); i++) {
            line.append(i == 0 ? " at " : " < ").append(frames[i].toString());
        }
        return line.toString();
    }
}
