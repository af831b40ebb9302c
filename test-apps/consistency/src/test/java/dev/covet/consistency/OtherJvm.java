package dev.covet.consistency;

import dev.covet.consistency.history.Operation;
import java.util.List;

/** Clients elsewhere on this machine, which work at the same time. */
public interface OtherJvm {
    /** Lets them work; returns when they have begun. */
    void start();

    /** Waits until they are done; everything that they did and saw. */
    List<Operation> finish();
}
