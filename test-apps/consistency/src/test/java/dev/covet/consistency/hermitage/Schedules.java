package dev.covet.consistency.hermitage;

import java.util.List;

/** The schedules, over a table {@code test (id, n)} with the rows (1, 10) and (2, 20). */
public final class Schedules {
    private static final List<Schedule> ALL = List.of(
            Schedule.of("G0: write cycles", """
                    1: update test set n = 11 where id = 1
                    2: update test set n = 12 where id = 1
                    1: update test set n = 21 where id = 2
                    1: commit
                    1: select id, n from test order by id
                    2: update test set n = 22 where id = 2
                    2: commit
                    1: select id, n from test order by id
                    1: commit"""),
            Schedule.of("G1a: aborted reads", """
                    1: update test set n = 101 where id = 1
                    2: select id, n from test order by id
                    1: rollback
                    2: select id, n from test order by id
                    2: commit"""),
            Schedule.of("G1b: intermediate reads", """
                    1: update test set n = 101 where id = 1
                    2: select id, n from test order by id
                    1: update test set n = 11 where id = 1
                    1: commit
                    2: select id, n from test order by id
                    2: commit"""),
            Schedule.of("G1c: circular information flow", """
                    1: update test set n = 11 where id = 1
                    2: update test set n = 22 where id = 2
                    1: select n from test where id = 2
                    2: select n from test where id = 1
                    1: commit
                    2: commit"""),
            Schedule.of("OTV: observed transaction vanishes", """
                    1: update test set n = 11 where id = 1
                    1: update test set n = 19 where id = 2
                    2: update test set n = 12 where id = 1
                    1: commit
                    3: select n from test where id = 1
                    2: update test set n = 18 where id = 2
                    3: select n from test where id = 2
                    2: commit
                    3: select n from test where id = 2
                    3: select n from test where id = 1
                    3: commit"""),
            Schedule.of("PMP: predicate, many preceders, reading", """
                    1: select id, n from test where n = 30
                    2: insert into test values (3, 30)
                    2: commit
                    1: select id, n from test where n % 3 = 0 order by id
                    1: commit"""),
            Schedule.of("PMP: predicate, many preceders, writing", """
                    1: update test set n = n + 10
                    2: delete from test where n = 20
                    1: commit
                    2: select id, n from test order by id
                    2: commit"""),
            Schedule.of("P4: lost update", """
                    1: select n from test where id = 1
                    2: select n from test where id = 1
                    1: update test set n = 11 where id = 1
                    2: update test set n = 12 where id = 1
                    1: commit
                    2: commit"""),
            Schedule.of("G-single: read skew", """
                    1: select n from test where id = 1
                    2: select n from test where id = 1
                    2: select n from test where id = 2
                    2: update test set n = 12 where id = 1
                    2: update test set n = 18 where id = 2
                    2: commit
                    1: select n from test where id = 2
                    1: commit"""),
            Schedule.of("G-single: by predicate", """
                    1: select id, n from test where n % 5 = 0 order by id
                    2: update test set n = 12 where n = 10
                    2: commit
                    1: select id, n from test where n % 3 = 0 order by id
                    1: commit"""),
            Schedule.of("G-single: writing", """
                    1: select n from test where id = 1
                    2: select id, n from test order by id
                    2: update test set n = 12 where id = 1
                    2: update test set n = 18 where id = 2
                    2: commit
                    1: delete from test where n = 20
                    1: select id, n from test order by id
                    1: commit"""),
            Schedule.of("G2-item: write skew", """
                    1: select id, n from test where id in (1, 2) order by id
                    2: select id, n from test where id in (1, 2) order by id
                    1: update test set n = 11 where id = 1
                    2: update test set n = 21 where id = 2
                    1: commit
                    2: commit"""),
            Schedule.of("G2: anti-dependencies by predicate", """
                    1: select id, n from test where n % 3 = 0 order by id
                    2: select id, n from test where n % 3 = 0 order by id
                    1: insert into test values (3, 30)
                    2: insert into test values (4, 42)
                    1: commit
                    2: commit
                    1: select id, n from test where n % 3 = 0 order by id
                    1: commit"""),
            Schedule.of("G2: two edges, with a reader", """
                    1: select id, n from test order by id
                    2: update test set n = n + 5 where id = 2
                    2: commit
                    3: select id, n from test order by id
                    3: commit
                    1: update test set n = 0 where id = 1
                    1: commit"""));

    private Schedules() {}

    public static List<Schedule> all() {
        return ALL;
    }
}
