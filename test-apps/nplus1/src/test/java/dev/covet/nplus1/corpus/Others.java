package dev.covet.nplus1.corpus;

import static dev.covet.nplus1.corpus.Label.NONE;
import static dev.covet.nplus1.corpus.Label.repeat;

import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that repeat queries, or read much, and do not ask once for each row of another query. */
final class Others {
    private final Shop shop;
    private final List<ShopProgram> programs = new ArrayList<>();

    private Others(Shop shop) {
        this.shop = shop;
    }

    static List<ShopProgram> of(Shop shop) {
        Others others = new Others(shop);
        others.same();
        others.retry();
        others.pages();
        others.links();
        others.trees();
        others.lists();
        others.coincidences();
        others.few();
        others.computed();
        others.together();
        others.writes();
        return others.programs;
    }

    private void add(String shape, Label label, Db.Work work) {
        programs.add(new ShopProgram(shape, label, work));
    }

    private List<Map<String, Object>> all(Db db, String table) {
        return db.query(shop.sql("select :id, name from #" + table + " order by :id"));
    }

    private void pets(Db db, int owner) {
        db.query(shop.sql("select :id, name from #pet where =:owner_id"), shop.key("owner", owner));
    }

    private void same() {
        add("polling", repeat("pet?", Kind.SAME_VALUES), db -> {
            for (int i = 0; i < 5; i++) {
                db.query(shop.sql("select kind from #pet where =:id"), shop.key("pet", 3));
            }
        });
        add("polling without values", repeat("pet", Kind.SAME_VALUES), db -> {
            for (int i = 0; i < 4; i++) {
                db.query(shop.sql("select count(*) from #pet"));
            }
        });
        add("the user of the session, again and again", repeat("vet?", Kind.SAME_VALUES), db -> {
            for (String table : List.of("owner", "pet", "vet")) {
                db.query(shop.sql("select name from #vet where =:id"), shop.key("vet", 5));
                all(db, table);
            }
        });
    }

    private void retry() {
        add("retry after an error", repeat("pet+owner?", Kind.RETRY), db -> {
            for (int failures = 0; failures < 4; ) {
                try {
                    db.query(shop.sql("select (select name from #pet where kind = ?) from #owner"), 1);
                } catch (RuntimeException failed) {
                    failures++;
                }
            }
        });
    }

    private void pages() {
        add("pages by offset", repeat("pet?", Kind.PAGES), db -> {
            for (int page = 0; page < 4; page++) {
                db.query(shop.sql("select :id, name from #pet order by :id limit ? offset ?"), 4, page * 4);
            }
        });
        add("pages by number, beside a list with the same numbers", repeat("pet?", Kind.PAGES), db -> {
            all(db, "vet");
            for (int page = 1; page <= 5; page++) {
                db.query(shop.sql("select name from #pet order by :id limit 3 offset ?"), page);
            }
        });
        add("pages by key", repeat("pet?", Kind.PAGES), db -> byKey(db, "pet", 4));
        add("pages by key, beside a list with the same keys", repeat("pet?", Kind.PAGES), db -> {
            db.query(shop.sql("select :id, kind from #visit order by :id"));
            byKey(db, "pet", 4);
        });
    }

    private void byKey(Db db, String table, int size) {
        String columns = shop.type().columns("id");
        boolean pair = shop.type() == KeyType.PAIR;
        String after = pair ? "(" + columns + ") > (?, ?)" : columns + " > ?";
        String sql = shop.sql("select :id, name from #" + table + " where " + after + " order by :id limit " + size);
        List<Object> last = pair ? List.of(-1, "") : first();
        while (true) {
            List<Map<String, Object>> page = db.query(sql, last);
            if (page.isEmpty()) {
                return;
            }
            last = shop.key(page.get(page.size() - 1), "id");
        }
    }

    private List<Object> first() {
        return switch (shop.type()) {
            case INT -> List.of(0);
            case BIGINT -> List.of(0L);
            case UUIDS -> shop.key("none", 0);
            case TEXT, PAIR -> List.of("");
        };
    }

    private void links() {
        add("link by link", repeat("node?", Kind.CHAIN), this::follow);
        add("link by link, beside a list of all", repeat("node?", Kind.CHAIN), db -> {
            db.query(shop.sql("select :id, :parent_id from #node order by :id"));
            follow(db);
        });
        add("link by link, beside another table", repeat("node?", Kind.CHAIN), db -> {
            all(db, "vet");
            follow(db);
        });
        add("one after the other, each by the key before", repeat("pet?", Kind.CHAIN), db -> byKey(db, "pet", 1));
        add("to the root, beside a list of all", repeat("node?", Kind.CHAIN), db -> {
            db.query(shop.sql("select :id from #node order by :id"));
            List<Object> at = shop.key("node", shop.size());
            while (true) {
                Map<String, Object> node = db.query(shop.sql("select :parent_id from #node where =:id"), at)
                        .get(0);
                if (!shop.has(node, "parent_id")) {
                    return;
                }
                at = shop.key(node, "parent_id");
            }
        });
    }

    private void follow(Db db) {
        List<Object> at = shop.key("node", 1);
        while (true) {
            Map<String, Object> node = db.query(shop.sql("select :next_id from #node where =:id"), at)
                    .get(0);
            if (!shop.has(node, "next_id")) {
                return;
            }
            at = shop.key(node, "next_id");
        }
    }

    /** Each value comes from an earlier answer of the same query: a tree, followed by its links. */
    private void trees() {
        for (boolean deep : new boolean[] {true, false}) {
            add(deep ? "a tree, depth first" : "a tree, level by level", repeat("node?", Kind.CHAIN), db -> {
                Deque<List<Object>> open = new ArrayDeque<>();
                open.add(shop.key("node", 1));
                while (!open.isEmpty()) {
                    List<Object> at = deep ? open.removeLast() : open.removeFirst();
                    db.query(shop.sql("select :id from #node where =:parent_id order by :id"), at)
                            .forEach(child -> open.addLast(shop.key(child, "id")));
                }
            });
        }
    }

    private void lists() {
        add("ids of a request", repeat("pet?", Kind.OTHER_VALUES), db -> {
            for (int id : new int[] {7, 3, 9, 5, 2}) {
                pets(db, id);
            }
        });
        add("ids of a file that nothing here has", repeat("pet?", Kind.OTHER_VALUES), db -> {
            all(db, "owner");
            for (int id : new int[] {4711, 815, 4242, 1234, 99, 512}) {
                pets(db, id);
            }
        });
        add("words of a search", repeat("pet?", Kind.OTHER_VALUES), db -> {
            all(db, "pet");
            for (String word : List.of("%a%", "%b%", "pet 1%", "p")) {
                db.query(shop.sql("select :id from #pet where name like ?"), word);
            }
        });
    }

    /** Values from elsewhere that are in a column of another result, by chance or since both speak of the same things. */
    private void coincidences() {
        add("ids of a request, beside a list with the same ids", repeat("pet?", Kind.OTHER_VALUES), db -> {
            all(db, "vet");
            for (int id : new int[] {7, 3, 9, 5, 2}) {
                pets(db, id);
            }
        });
        add(
                "ids of a request in order, beside another table with the same ids",
                repeat("pet?", Kind.OTHER_VALUES),
                db -> {
                    all(db, "vet");
                    for (int id : new int[] {2, 3, 5, 8}) {
                        pets(db, id);
                    }
                });
        add("ids of a request, of which some are in a list", repeat("pet?", Kind.OTHER_VALUES), db -> {
            db.query(shop.sql("select :id, name from #owner order by :id limit 4"));
            for (int id : new int[] {1, 2, 3, 400, 7, 9, 6, 8}) {
                pets(db, id);
            }
        });
        add("a counter, beside a list with the same numbers", repeat("visit?", Kind.OTHER_VALUES), db -> {
            all(db, "vet");
            for (int kind = 1; kind <= 5; kind++) {
                db.query(shop.sql("select count(*) from #visit where kind = ?"), kind);
            }
        });
        add("days of a week, beside a list with days", repeat("visit?", Kind.OTHER_VALUES), db -> {
            db.query(shop.sql("select since from #owner"));
            for (int day = 10; day < 17; day++) {
                db.query(
                        shop.sql("select count(*) from #visit where on_day = ?"),
                        java.sql.Date.valueOf("2026-03-" + day));
            }
        });
    }

    private void few() {
        add("two rows only", NONE, db -> {
            for (Map<String, Object> owner : all(db, "owner").subList(0, 2)) {
                db.query(shop.sql("select :id, name from #pet where =:owner_id"), shop.key(owner, "id"));
            }
        });
        add("the first row for each id of a request", repeat("visit?", Kind.OTHER_VALUES), db -> {
            for (int id : new int[] {7, 3, 9, 5, 2}) {
                db.query(shop.sql("select note from #visit where =:pet_id order by :id limit 1"), shop.key("pet", id));
            }
        });
        add("two lookups that have nothing to do with each other", NONE, db -> {
            db.query(shop.sql("select name from #owner where =:id"), shop.key("owner", 4));
            db.query(shop.sql("select name from #vet where =:id"), shop.key("vet", 4));
        });
        add("several queries, each once", NONE, db -> {
            for (String table : List.of("owner", "pet", "vet")) {
                all(db, table);
                db.query(shop.sql("select count(*) from #" + table));
            }
        });
    }

    private void computed() {
        add("search by halves", repeat("pet?", Kind.OTHER_VALUES), db -> {
            all(db, "owner");
            int low = 0;
            int high = 1_000;
            while (high - low > 100) {
                int middle = (low + high) / 2;
                high = db.query(shop.sql("select 1 from #pet where kind > ?"), middle)
                                .isEmpty()
                        ? middle
                        : low;
            }
        });
        add("ranges of values", repeat("visit?", Kind.OTHER_VALUES), db -> {
            for (int day = 10; day < 15; day++) {
                db.query(
                        shop.sql("select count(*) from #visit where on_day >= ? and on_day < ?"),
                        java.sql.Date.valueOf("2026-03-" + day),
                        java.sql.Date.valueOf("2026-03-" + (day + 1)));
            }
        });
    }

    /** What N+1 is mended with. */
    private void together() {
        add("a join", NONE, db -> {
            StringBuilder on = new StringBuilder();
            List<String> ids = shop.type().parts("id");
            for (int i = 0; i < ids.size(); i++) {
                on.append(i == 0 ? "" : " and ")
                        .append("p." + shop.type().parts("owner_id").get(i) + " = o." + ids.get(i));
            }
            db.query(shop.sql("select o.name, p.kind from #owner o join #pet p on ") + on);
        });
        add("the application's own cache", NONE, db -> {
            Map<List<Object>, Object> cache = new HashMap<>();
            all(db, "owner").forEach(owner -> cache.put(shop.key(owner, "id"), owner));
            db.query(shop.sql("select :owner_id from #pet")).forEach(pet -> cache.get(shop.key(pet, "owner_id")));
        });
        // Few round trips already, and no execution belongs to one row.
        add("in portions of three keys", repeat("pet?", Kind.OTHER_VALUES), db -> {
            String condition = String.join(
                    " or ",
                    List.of(
                            shop.type().equal("owner_id"),
                            shop.type().equal("owner_id"),
                            shop.type().equal("owner_id")));
            List<Object> portion = new ArrayList<>();
            for (Map<String, Object> owner : all(db, "owner")) {
                portion.addAll(shop.key(owner, "id"));
                if (portion.size() == 3 * shop.type().parts("id").size()) {
                    db.query(shop.sql("select name from #pet where " + condition), portion);
                    portion.clear();
                }
            }
        });
    }

    private void writes() {
        add("an insert for each row", NONE, db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                List<Object> values = new ArrayList<>(shop.key(owner, "id"));
                values.add("from " + owner.get("name"));
                db.update(
                        shop.sql("insert into #log (:id, note) values (" + "?, ".repeat(values.size() - 1) + "?)"),
                        values);
            }
        });
        add("an update for each row", NONE, db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                db.update(shop.sql("update #log set note = 'seen' where =:id"), shop.key(owner, "id"));
            }
        });
        if (shop.postgres()) {
            // Each answer is another one, so there is nothing to keep; only drawing them in larger portions would help.
            add("a number of a sequence for each insert", NONE, db -> {
                for (Map<String, Object> owner : all(db, "owner")) {
                    db.query(shop.sql("select nextval('#numbers')"));
                    db.update(shop.sql("update #log set note = 'seen' where =:id"), shop.key(owner, "id"));
                }
            });
        }
    }
}
