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

    static Loop random(Random random, KeyType type) {
        int shape = random.nextInt(16);
        Binder binder = type.binders().get(random.nextInt(type.binders().size()));
        boolean byKey = shape != 0 && shape != 12;
        List<Binder> binders = List.of(byKey ? binder : Binder.LONG);
        List<String> columns = List.of(byKey ? "k" : "id");
        boolean ordered = true;
        List<Integer> constants = List.of();
        String inner;
        switch (shape) {
            case 0 -> inner = "select " + WIDE + " from n where n.id = ?";
            case 1 -> inner = "select " + WIDE + " from n where n.k = ? order by n.id";
            case 2 -> {
                inner = "select " + WIDE + " from n where n.k = ?";
                ordered = false;
            }
            case 3 -> inner = "select " + WIDE + " from n where n.k = ? order by n.a desc, n.id limit 1";
            case 4 -> {
                inner = "select n.id, n.b from n where n.k = ? and n.a >= ? order by n.b, n.id desc limit 3";
                constants = List.of(random.nextInt(4));
            }
            case 5 -> inner = "select count(*), sum(n.a), min(n.b), max(n.c), avg(n.a) from n where n.k = ?";
            case 6 -> inner = "select n.id, m.name, n.e from n join m on m.id = n.a where n.k = ? order by n.id";
            case 7 -> inner = "select n.id, m.name from n left join m on m.id = n.a where n.k = ? order by n.id";
            case 8 ->
                inner = "select m.id, m.name from m where exists"
                        + " (select 1 from n where n.a = m.id and n.k = ?) order by m.id";
            case 9 -> inner = "select n.* from n where n.k in (?) order by n.id";
            case 10 -> {
                inner = "select n.id, n.d, n.f from n where n.k = ? and n.a = ? order by n.id";
                binders = List.of(binder, Binder.LONG);
                columns = List.of("k", "a");
            }
            case 11 ->
                inner = "select x.id, (select count(*) from m where m.id = x.a) as many, x.b from n x"
                        + " where x.k = ? order by x.id";
            case 12 -> inner = "select u.id, u.label from u where u.ref = ?";
            case 13 -> {
                inner = "select n.id, n.a, n.b from n where ? = n.k and n.a <> ? order by 1";
                constants = List.of(2);
            }
            case 14 -> inner = "select n.id, n.k from n where n.k <= ? order by n.id";
            default -> inner = "select distinct n.a from n where n.k = ? order by n.a";
        }
        return new Loop(
                "select id, k, a from o order by id",
                inner,
                binders,
                columns,
                constants,
                ordered,
                random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3) == 0,
                "shape " + shape);
    }
}
