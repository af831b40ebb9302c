package dev.covet.petshop;

import java.sql.SQLException;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Says in one line why the application did not start and what to do about it. */
class StartupFailure implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private Environment environment;

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        environment = event.getEnvironment();
    }

    String explain(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupException) {
                return cause.getMessage();
            }
            if (cause instanceof PortInUseException taken) {
                return "Port " + taken.getPort() + " is taken by another program. "
                        + "Stop that program or choose another port, for example --server.port=8081.";
            }
            if (cause instanceof SQLException refused) {
                return explainDatabase(refused);
            }
            if (cause instanceof BindException wrong && wrong.getProperty() != null) {
                ConfigurationProperty setting = wrong.getProperty();
                return "The setting " + setting.getName() + " cannot be '" + setting.getValue() + "'. Correct it.";
            }
            root = cause;
        }
        if (!property("spring.datasource.url").startsWith("jdbc:postgresql:")) {
            return "Only PostgreSQL works here, but spring.datasource.url is " + url()
                    + ". Name one that starts with jdbc:postgresql:.";
        }
        return "The application did not start: " + firstLine(root) + ". Add --debug to see the whole error.";
    }

    private String explainDatabase(SQLException refused) {
        String state = refused.getSQLState() == null ? "" : refused.getSQLState();
        String user = "'" + property("spring.datasource.username") + "'";
        if (state.startsWith("28")) {
            return "User " + user + " may not log in to " + database() + " (" + firstLine(refused) + "). "
                    + "Correct --spring.datasource.username and --spring.datasource.password.";
        }
        if (state.equals("3D000")) {
            return "There is no such database: " + firstLine(refused) + ". "
                    + "Create it with 'createdb', or name another one with --spring.datasource.url.";
        }
        if (state.startsWith("08")) {
            return "Cannot reach " + database() + " (" + firstLine(refused) + "). "
                    + "Start PostgreSQL there, or name another place with --spring.datasource.url.";
        }
        return "User " + user + " cannot prepare " + database() + ": " + firstLine(refused)
                + ". Add --debug to see the whole error.";
    }

    String database() {
        return "the database at " + url();
    }

    /** The URL without its parameters, which may hold a password. */
    private String url() {
        String url = property("spring.datasource.url");
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    private String property(String name) {
        return environment == null ? name : environment.getProperty(name, name);
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line = message.lines().findFirst().orElse(message).strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
