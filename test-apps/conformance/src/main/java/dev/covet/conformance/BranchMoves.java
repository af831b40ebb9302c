package dev.covet.conformance;

import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAResource;

/** Branches of distributed transactions, as a transaction manager leads them and as it should not. */
final class BranchMoves {
    private static final Value NONE = Value.of(XAResource.TMNOFLAGS);
    private static final Value SUCCESS = Value.of(XAResource.TMSUCCESS);
    private static final List<Integer> FLAGS = List.of(
            XAResource.TMNOFLAGS,
            XAResource.TMSUCCESS,
            XAResource.TMFAIL,
            XAResource.TMSUSPEND,
            XAResource.TMRESUME,
            XAResource.TMJOIN);

    private final Script script;
    private final Choice choice;
    private final Work work;
    private final List<Value> used = new ArrayList<>();
    private String source = "";
    private String manager = "";
    private String resource = "";
    private String connection = "";

    BranchMoves(Script script, Work work) {
        this.script = script;
        this.choice = script.choice();
        this.work = work;
    }

    void write() {
        source = script.make("x", "xaDataSource");
        open();
        int episodes = choice.between(2, 5);
        for (int i = 0; i < episodes; i++) {
            episode();
        }
        script.call(connection, "close");
        script.call(manager, "close");
    }

    private void open() {
        manager = script.assign("xc", source, "getXAConnection");
        resource = script.assign("xr", manager, "getXAResource");
        connection = script.assign("c", manager, "getConnection");
    }

    private void episode() {
        switch (choice.between(0, 12)) {
            case 0, 1 -> onePhase();
            case 2, 3, 4 -> twoPhases();
            case 5 -> failed();
            case 6 -> suspended();
            case 7, 8 -> misused();
            case 9 -> local();
            case 10 -> otherHandle();
            case 11 -> resources();
            default -> insideABranch();
        }
    }

    private Value fresh() {
        Value id = Value.literal("xid", "7:global" + used.size() + ":branch");
        used.add(id);
        return id;
    }

    private Value any() {
        return used.isEmpty() || choice.percent(20) ? Value.literal("xid", "9:nobody:knows") : choice.of(used);
    }

    private Value begun() {
        Value id = fresh();
        script.call(resource, "start", id, NONE);
        work.some(connection, 2);
        return id;
    }

    private void onePhase() {
        Value id = begun();
        work.update(connection);
        script.call(resource, "end", id, SUCCESS);
        script.call(resource, "commit", id, Value.of(true));
    }

    private void twoPhases() {
        Value id = begun();
        if (choice.percent(70)) {
            work.update(connection);
        }
        script.call(resource, "end", id, SUCCESS);
        script.call(resource, "prepare", id);
        switch (choice.between(0, 5)) {
            case 0, 1 -> script.call(resource, "commit", id, Value.of(false));
            case 2, 3 -> script.call(resource, "rollback", id);
            case 4 -> recovered();
            default -> script.call(resource, "recover", Value.of(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN));
        }
    }

    /** The one who prepared is gone; another decides. */
    private void recovered() {
        script.call(connection, "close");
        script.call(manager, "close");
        open();
        script.call(resource, "recover", Value.of(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN));
    }

    private void failed() {
        Value id = begun();
        work.broken(connection);
        script.call(resource, "end", id, Value.of(XAResource.TMFAIL));
        script.call(resource, "rollback", id);
    }

    private void suspended() {
        Value id = begun();
        script.call(resource, "end", id, Value.of(XAResource.TMSUSPEND));
        if (choice.percent(50)) {
            work.some(connection, 1);
        }
        script.call(resource, "start", id, Value.of(XAResource.TMRESUME));
        work.update(connection);
        script.call(resource, "end", id, SUCCESS);
        script.call(resource, choice.percent(50) ? "rollback" : "prepare", id);
        script.call(resource, "rollback", id);
    }

    private void misused() {
        switch (choice.between(0, 6)) {
            case 0 -> script.call(resource, "start", any(), Value.of(choice.of(FLAGS)));
            case 1 -> script.call(resource, "end", any(), Value.of(choice.of(FLAGS)));
            case 2 -> script.call(resource, "prepare", any());
            case 3 -> script.call(resource, "commit", any(), Value.of(choice.percent(50)));
            case 4 -> script.call(resource, "rollback", any());
            case 5 -> script.call(resource, "forget", any());
            default -> script.call(resource, "recover", Value.of(choice.of(FLAGS)));
        }
    }

    private void local() {
        script.call(connection, "setAutoCommit", Value.of(false));
        work.update(connection);
        script.call(connection, choice.of("commit", "rollback"));
        script.call(connection, "setAutoCommit", Value.of(true));
    }

    /** The handle before it is taken away. */
    private void otherHandle() {
        String former = connection;
        connection = script.assign("c", manager, "getConnection");
        script.call(former, "isClosed");
        work.some(former, 1);
        work.some(connection, 1);
    }

    private void resources() {
        String other = script.assign("xr", manager, "getXAResource");
        script.call(resource, "isSameRM", Script.variable(other));
        script.call(resource, "getTransactionTimeout");
        script.call(resource, "setTransactionTimeout", Value.of(60));
    }

    private void insideABranch() {
        Value id = begun();
        switch (choice.between(0, 4)) {
            case 0 -> script.call(connection, "commit");
            case 1 -> script.call(connection, "rollback");
            case 2 -> script.call(connection, "setAutoCommit", Value.of(true));
            case 3 -> script.assign("sp", connection, "setSavepoint", Value.of("inside"));
            default -> script.call(connection, "close");
        }
        script.call(connection, "getAutoCommit");
        script.call(resource, "end", id, SUCCESS);
        script.call(resource, "commit", id, Value.of(true));
    }
}
