package dev.covet.instrumentation.entry.tasks;

import java.util.List;
import java.util.regex.Pattern;

/** What a scheduled task is called: stable from run to run and without anything that varies. */
final class TaskNames {
    private static final Pattern METHOD = Pattern.compile("[\\p{Alnum}_$.]{1,200}");

    private static final String FOR = " for ";
    private static final List<String> VARYING = List.of("$$Lambda", "/", "@");

    private TaskNames() {}

    static String of(Object command) {
        String type = command.getClass().getName();
        if (type.startsWith("org.springframework.scheduling.")) {
            // Its wrappers print what they wrap, and in the end the annotated method.
            String text = String.valueOf(command);
            String wrapped = text.substring(text.lastIndexOf(FOR) < 0 ? 0 : text.lastIndexOf(FOR) + FOR.length());
            String method = stable(wrapped);
            if (method.indexOf('.') > 0 && METHOD.matcher(method).matches()) {
                return method;
            }
        }
        return stable(type);
    }

    /** Without what makes the names of lambdas, hidden classes and objects differ from run to run. */
    private static String stable(String name) {
        String stable = name;
        for (String varying : VARYING) {
            int end = stable.indexOf(varying);
            stable = end < 0 ? stable : stable.substring(0, end);
        }
        return stable;
    }
}
