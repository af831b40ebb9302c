package dev.covet.nplus1.oracle;

import java.util.List;
import java.util.Random;

/**
 * A generated program: an inner query for each row of an outer one.
 *
 * @param binders one for each parameter of the inner query that comes from the row
 * @param columns whose values they are
 * @param constants bound behind them, the same each time
 * @param ordered whether the rows of the inner query come in one order only
 */
record Loop(
        String outer,
        String inner,
        List<Binder> binders,
        List<String> columns,
        List<Integer> constants,
        boolean ordered,
        int maxRows,
        boolean execute,
        boolean transaction,
        boolean interleaved,
        String shape) {
    private static final String WIDE = "n.id, n.k, n.a, n.b, n.c, n.d, n.e, n.f, n.g";

    private static final List<String> SHAPES = List.of(
            "select " + WIDE + " from n where n.id = ?",
            "select " + WIDE + " from n where n.k = ? order by n.id",
            "select " + WIDE + " from n where n.k = ?",
            "select " + WIDE + " from n where n.k = ? order by n.a desc, n.id limit 1",
            "select n.id, n.b from n where n.k = ? and n.a >= ? order by n.b, n.id desc limit 3",
            "select count(*), sum(n.a), min(n.b), max(n.c), avg(n.a) from n where n.k = ?",
            "select n.id, m.name, n.e from n join m on m.id = n.a where n.k = ? order by n.id",
            "select n.id, m.name from n left join m on m.id = n.a where n.k = ? order by n.id",
            "select m.id, m.name from m where exists (select 1 from n where n.a = m.id and n.k = ?) order by m.id",
            "select n.* from n where n.k in (?) order by n.id",
            "select n.id, n.d, n.f from n where n.k = ? and n.a = ? order by n.id",
            "select x.id, (select count(*) from m where m.id = x.a) as many, x.b from n x where x.k = ? order by x.id",
            "select u.id, u.label from u where u.ref = ?",
            "select n.id, n.a, n.b from n where ? = n.k and n.a <> ? order by 1",
            "select n.id, n.k from n where n.k <= ? order by n.id",
            "select distinct n.a from n where n.k = ? order by n.a");

    /** PostgreSQL's cannot be asked for several keys in one statement. */
    private static final List<String> ALONE = List.of(
            "select u.id, u.label from u where u.ref = ? limit 1",
            "select n.a, count(*), max(n.b) from n where n.k = ? group by n.a",
            "select distinct n.a, n.b, n.f from n where n.k = ? order by n.a, n.b, n.f",
            "select n.a, n.b from n where n.k = ? union select m.id, m.name from m");

    static Loop random(Random random, KeyType type) {
        return of(random, type, random.nextInt(SHAPES.size()));
    }

    /** All that has a key, in its order. */
    static Loop byKey(Random random, KeyType type) {
        return of(random, type, 1);
    }

    /** Of those that are answered on PostgreSQL only. */
    static Loop alone(Random random, KeyType type) {
        int shape = random.nextInt(ALONE.size());
        return new Loop(
                "select id, k, a from o order by id",
                ALONE.get(shape),
                List.of(
                        shape == 0
                                ? Binder.LONG
                                : type.binders()
                                        .get(random.nextInt(type.binders().size()))),
                List.of(shape == 0 ? "id" : "k"),
                List.of(),
                shape == 0 || shape == 2,
                0,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3) == 0,
                "alone " + shape);
    }

    private static Loop of(Random random, KeyType type, int shape) {
        Binder binder = type.binders().get(random.nextInt(type.binders().size()));
        boolean byId = shape == 0 || shape == 12;
        boolean composite = shape == 10;
        return new Loop(
                "select id, k, a from o order by id",
                SHAPES.get(shape),
                composite ? List.of(binder, Binder.LONG) : List.of(byId ? Binder.LONG : binder),
                composite ? List.of("k", "a") : List.of(byId ? "id" : "k"),
                shape == 4 || shape == 13 ? List.of(random.nextInt(4)) : List.of(),
                shape != 2,
                random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3) == 0,
                "shape " + shape);
    }
}
