package dev.covet.optimizer.features.route.node;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The names of settings that applications or extensions have chosen, as far as anything depends on them. Grows only. */
public final class SettingNames {
    private static final int MOST = 50;

    private volatile List<String> all = List.of();

    /** All that are known, in one order; another list once there are more. */
    public List<String> all() {
        return all;
    }

    /** False if there would be too many of them. */
    public boolean add(Collection<String> names) {
        return all.containsAll(names) || addNew(names);
    }

    private synchronized boolean addNew(Collection<String> names) {
        TreeSet<String> more = new TreeSet<>(all);
        more.addAll(names);
        if (more.size() > MOST) {
            return false;
        }
        all = List.copyOf(more);
        return true;
    }
}
