package dev.covet.instrumentation.entry.tasks;

import java.util.regex.Pattern;

/** What a scheduled task is called: stable from run to run and without anything that varies. */
final class TaskNames {
    private static final Pattern METHOD = Pattern.compile("[\\p{Alnum}_$.]{1,200}");

    private TaskNames() {}

    static String of(Object command) {
        String type = command.getClass().getName();
        if (type.startsWith("org.springframework.scheduling.")) {
            // Its wrappers print what they wrap, and in the end the annotated method.
            String method = String.valueOf(command);
            if (METHOD.matcher(method).matches()) {
                return method;
            }
        }
        int lambda = type.indexOf("$$Lambda");
        int hidden = type.indexOf('/');
        int end = lambda >= 0 ? lambda : hidden;
        return end < 0 ? type : type.substring(0, end);
    }
}
