package dev.covet.conformance;

/** A pool's side of a pooled connection: handles, and what listeners are told. */
final class PooledMoves {
    private final Script script;
    private final Choice choice;
    private final Work work;
    private String pooled = "";
    private String journal = "";

    PooledMoves(Script script, Work work) {
        this.script = script;
        this.choice = script.choice();
        this.work = work;
    }

    void write() {
        boolean distributed = choice.percent(25);
        String source = script.make("p", distributed ? "xaDataSource" : "poolDataSource");
        pooled = script.assign("pc", source, distributed ? "getXAConnection" : "getPooledConnection");
        journal = script.make("l", "listener");
        script.call(pooled, "addConnectionEventListener", Script.variable(journal));
        script.call(pooled, "addStatementEventListener", Script.variable(journal));
        int borrowers = choice.between(1, 4);
        for (int i = 0; i < borrowers; i++) {
            borrowed();
        }
        end();
    }

    private void borrowed() {
        String handle = script.assign("c", pooled, "getConnection");
        if (choice.percent(40)) {
            script.call(handle, "setAutoCommit", Value.of(false));
        }
        work.some(handle, 3);
        switch (choice.between(0, 7)) {
            case 0 -> work.broken(handle);
            case 1 -> script.call(work.prepared(handle), "close");
            case 2 -> script.call(handle, "abort", Value.literal("executor", ""));
            case 3 -> {
                String next = script.assign("c", pooled, "getConnection");
                script.call(handle, "isClosed");
                script.call(next, "isClosed");
            }
            default -> {}
        }
        script.call(handle, "close");
        script.call(journal, "told");
        if (choice.percent(30)) {
            script.call(handle, "close");
            work.some(handle, 1);
            script.call(journal, "told");
        }
    }

    private void end() {
        if (choice.percent(30)) {
            script.call(pooled, "removeConnectionEventListener", Script.variable(journal));
            script.call(pooled, "removeStatementEventListener", Script.variable(journal));
            borrowed();
        }
        script.call(pooled, "close");
        script.assign("c", pooled, "getConnection");
        script.call(journal, "told");
    }
}
