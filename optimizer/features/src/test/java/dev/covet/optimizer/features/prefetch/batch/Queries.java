package dev.covet.optimizer.features.prefetch.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random queries by the owner of a pet, of clauses that PostgreSQL and MariaDB both have. */
final class Queries {
    private static final String[] COLUMNS = {
        "p.id",
        "p.name",
        "p.kind",
        "p.owner_id",
        "p.id",
        "p.tenant",
        "lower(p.name) as l",
        "p.kind + 1",
        "'x?'",
        "k.name",
        "case when p.active then 1 else 2 end",
        "coalesce(k.name, 'none')",
        "(select count(*) from nick n where n.owner_id" + " = p.owner_id)",
        "p.created"
    };
    private static final String[] AGGREGATES = {
        "count(*)", "count(p.name)", "min(p.id)", "max(p.created)", "sum(p.kind)", "count(distinct p.kind)"
    };
    private static final String[] EQUALITIES = {
        "p.owner_id = ?",
        "p.owner_id=?",
        "? = p.owner_id",
        "p.owner_id in (?)",
        "p.owner_id = ? and p.kind < 9",
        "p.id = ?"
    };
    private static final String[] OTHERS = {
        "p.owner_id <= ? and p.owner_id < 12",
        "(p.owner_id, 1) = (?, 1)",
        "not (p.owner_id <> ?)",
        "exists (select 1 from owner o where o.id = p.owner_id and o.id = ?)",
        "coalesce(p.owner_id, 0) = ?"
    };
    private static final String[] CONDITIONS = {
        "p.kind <> ?",
        "p.tenant in (?, 2)",
        "p.active",
        "p.name like 'pet%' /* ? */",
        "k.id is not null",
        "(p.kind = ? or p.tenant = 1)"
    };
    private static final String[] ORDERS = {"p.name", "p.kind desc", "p.created, p.id desc", "k.name", "2, 1"};

    /** Stands where the order of equal rows is left open. */
    private static final String TIES = " /* ties */";

    private final Random random;

    Queries(long seed) {
        this.random = new Random(seed);
    }

    Single next() {
        List<Object> values = new ArrayList<>();
        boolean grouped = random.nextInt(5) == 0;
        boolean total = !grouped && random.nextInt(5) == 0;
        StringBuilder sql = new StringBuilder("select ");
        boolean distinct = !grouped && !total && random.nextInt(8) == 0;
        sql.append(distinct ? "distinct p.id, p.kind" : grouped ? "p.kind, p.tenant, " : "");
        sql.append(distinct ? "" : some(grouped || total ? AGGREGATES : COLUMNS, ", ", 2 + random.nextInt(3)));
        sql.append(" from pet p left join kind k on k.id = p.kind_id\nwhere ");
        boolean equality = random.nextBoolean();
        boolean keyFirst = random.nextBoolean();
        String constant = random.nextBoolean() ? "" : pick(CONDITIONS);
        if (keyFirst || constant.isEmpty()) {
            key(sql, values, equality);
            sql.append(constant.isEmpty() ? "" : " and ").append(constant);
            constants(constant, values);
        } else {
            sql.append(constant).append(" and ");
            constants(constant, values);
            key(sql, values, equality);
        }
        sql.append(grouped ? " group by p.kind, p.tenant" : "");
        order(sql, grouped || distinct, total, equality);
        limit(sql, values);
        return new Single(sql.toString(), values);
    }

    /**
     * Rows that ORDER BY takes for equal come in the order of the plan. For equality the plan of a batch is that of the
     * singles; hash tables, a limit without an order and conditions of other kinds leave it a choice.
     */
    private void order(StringBuilder sql, boolean regrouped, boolean total, boolean equality) {
        if (regrouped) {
            sql.append(" order by 1, 2");
        } else if (!total && (!equality || random.nextInt(3) > 0)) {
            sql.append(" order by ").append(pick(ORDERS)).append(equality ? TIES : ", p.id");
        }
    }

    /** The same query with no two rows that ORDER BY takes for equal. */
    static Single withoutTies(Single single) {
        return new Single(single.sql().replace(TIES, ", p.id"), single.values());
    }

    private void limit(StringBuilder sql, List<Object> values) {
        if (sql.indexOf(" order by ") > 0 && random.nextInt(3) == 0) {
            sql.append(" limit ?");
            values.add(random.nextInt(4));
            if (random.nextBoolean()) {
                sql.append(" offset ").append(random.nextInt(3));
            }
        }
        sql.append(pick(new String[] {"", " ", " /* end ? */", " -- end ?"}));
    }

    private void key(StringBuilder sql, List<Object> values, boolean equality) {
        sql.append(pick(equality ? EQUALITIES : OTHERS));
        List<Object> keys = new ArrayList<>();
        boolean whole = random.nextBoolean();
        for (int i = 1 + random.nextInt(6); i >= 0; i--) {
            int key = random.nextInt(14) == 0 ? 77_777 : 1 + random.nextInt(20);
            if (whole) {
                keys.add(key);
            } else {
                keys.add((long) key);
            }
        }
        values.add(keys);
    }

    private static void constants(String condition, List<Object> values) {
        if (condition.contains("= ?") || condition.contains("(?") || condition.contains("> ?")) {
            values.add(1);
        }
    }

    private String some(String[] from, String between, int count) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(pick(from));
        }
        return String.join(between, parts);
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
