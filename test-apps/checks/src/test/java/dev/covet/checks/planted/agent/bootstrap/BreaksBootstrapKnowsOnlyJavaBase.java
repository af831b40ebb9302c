package dev.covet.checks.planted.agent.bootstrap;

import java.sql.Connection;

/** Breaks a rule on purpose. */
public final class BreaksBootstrapKnowsOnlyJavaBase {
    public static final Class<?> USED = Connection.class;
}
