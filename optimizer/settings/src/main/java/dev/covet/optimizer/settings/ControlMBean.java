package dev.covet.optimizer.settings;

/** What operators can see and change over JMX, as {@code covet:type=Control}. */
public interface ControlMBean {

    boolean isEnabled();

    /** What is wrong with the settings, a line each. */
    String[] getProblems();

    /** All settings with their sources; see {@link SettingsReport}. */
    String getReport();

    /** Switches Covet off until {@link #enable()} or the next start. */
    String disable();

    /** Switches Covet on, unless the kill file is there. */
    String enable();

    /** Sets a value until {@link #reset} or the next start. Answers what is in force then, or what is wrong. */
    String set(String key, String value);

    /** Takes a value back that was set here. */
    String reset(String key);

    /** The value in force and its source. */
    String get(String key);
}
