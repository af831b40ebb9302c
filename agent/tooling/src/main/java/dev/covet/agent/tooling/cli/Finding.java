package dev.covet.agent.tooling.cli;

/**
 * What one check of the doctor found.
 *
 * @param check what was looked at
 * @param level how bad it is
 * @param text what was seen, and what to do if it is not well
 */
record Finding(String check, Level level, String text) {
    /** How bad, with the exit status that says so. */
    enum Level {
        OK(0),
        WARNING(1),
        PROBLEM(2);

        private final int status;

        Level(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    static Finding ok(String check, String text) {
        return new Finding(check, Level.OK, text);
    }

    static Finding warning(String check, String text) {
        return new Finding(check, Level.WARNING, text);
    }

    static Finding problem(String check, String text) {
        return new Finding(check, Level.PROBLEM, text);
    }
}
