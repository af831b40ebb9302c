package dev.covet.agent.bootstrap;

/** Why the agent does not start, in the words for the user. */
final class AgentProblem extends Exception {
    private static final long serialVersionUID = 1;

    AgentProblem(String message) {
        super(message, null, false, false);
    }
}
