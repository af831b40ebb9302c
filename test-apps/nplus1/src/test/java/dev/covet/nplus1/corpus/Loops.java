package dev.covet.nplus1.corpus;

import static dev.covet.nplus1.corpus.Label.nPlusOne;

import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Programs that ask once for each row of another query. The label of each says of which one, and by which columns. */
final class Loops {
    private final Shop shop;
    private final List<ShopProgram> programs = new ArrayList<>();

    private Loops(Shop shop) {
        this.shop = shop;
    }

    static List<ShopProgram> of(Shop shop) {
        Loops loops = new Loops(shop);
        loops.plain();
        loops.deep();
        loops.partly();
        loops.others();
        loops.beside();
        loops.hidden();
        loops.named();
        loops.values();
        loops.untouchable();
        return loops.programs;
    }

    private void add(String shape, Label label, Db.Work work) {
        programs.add(new ShopProgram(shape, label, work));
    }

    private String mapping(String column) {
        return shop.type().mapping(column);
    }

    private List<Map<String, Object>> all(Db db, String table) {
        return db.query(shop.sql("select :id, name from #" + table + " order by :id"));
    }

    private void pets(Db db, List<Object> owner) {
        db.query(shop.sql("select :id, name from #pet where =:owner_id"), owner);
    }

    private void visits(Db db, Map<String, Object> pet) {
        db.query(shop.sql("select :id, note from #visit where =:pet_id order by :id"), shop.key(pet, "id"));
    }

    private void owner(Db db, Map<String, Object> pet) {
        db.query(shop.sql("select :id, name from #owner where =:id"), shop.key(pet, "owner_id"));
    }

    private List<Map<String, Object>> petsWithOwner(Db db) {
        return db.query(shop.sql("select :id, :owner_id, name from #pet order by :id"));
    }

    private void plain() {
        add("loop over a list", nPlusOne("owner", "pet?", mapping("owner.id")), db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                pets(db, shop.key(owner, "id"));
            }
        });
        add(
                "while the outer result is open",
                nPlusOne("owner", "pet?", mapping("owner.id")),
                db -> db.each(
                        shop.sql("select name, :id from #owner order by :id"),
                        List.of(),
                        owner -> pets(db, shop.key(owner, "id"))));
        add("by a foreign key", nPlusOne("pet", "owner?", mapping("pet.owner_id")), db -> {
            for (Map<String, Object> pet : petsWithOwner(db)) {
                owner(db, pet);
            }
        });
        add(
                "two lookups of each row",
                nPlusOne("pet", "owner?", mapping("pet.owner_id")).and("pet", "visit?", mapping("pet.id")),
                db -> {
                    for (Map<String, Object> pet : petsWithOwner(db)) {
                        owner(db, pet);
                        visits(db, pet);
                    }
                });
    }

    private void deep() {
        Label two = nPlusOne("owner", "pet?", mapping("owner.id")).and("pet?", "visit?", mapping("pet.id"));
        add("two levels", two, db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                for (Map<String, Object> pet :
                        db.query(shop.sql("select :id, name from #pet where =:owner_id"), shop.key(owner, "id"))) {
                    visits(db, pet);
                }
            }
        });
        add(
                "two levels, all results open",
                two,
                db -> db.each(
                        shop.sql("select :id from #owner order by :id"),
                        List.of(),
                        owner -> db.each(
                                shop.sql("select :id, name from #pet where =:owner_id order by :id"),
                                shop.key(owner, "id"),
                                pet -> visits(db, pet))));
        add("rows of an outer query with a condition", nPlusOne("pet?", "visit?", mapping("pet.id")), db -> {
            for (Map<String, Object> pet : db.query(shop.sql("select :id from #pet where kind = ? order by :id"), 2)) {
                visits(db, pet);
            }
        });
    }

    private void partly() {
        Label label = nPlusOne("owner", "pet?", mapping("owner.id"));
        add("break after four rows", label, db -> {
            for (Map<String, Object> owner : all(db, "owner").subList(0, 4)) {
                pets(db, shop.key(owner, "id"));
            }
        });
        add("every second row", label, db -> {
            List<Map<String, Object>> owners = all(db, "owner");
            for (int i = 1; i < owners.size(); i += 2) {
                pets(db, shop.key(owners.get(i), "id"));
            }
        });
        add("from the last row to the first", label, db -> {
            List<Map<String, Object>> owners = new ArrayList<>(all(db, "owner"));
            Collections.reverse(owners);
            owners.forEach(owner -> pets(db, shop.key(owner, "id")));
        });
        add("in the order of a hash table", label, db -> {
            Map<List<Object>, Object> names = new HashMap<>();
            all(db, "owner").forEach(owner -> names.put(shop.key(owner, "id"), owner));
            names.keySet().forEach(key -> pets(db, key));
        });
        add("each key once", nPlusOne("pet", "owner?", mapping("pet.owner_id")), db -> {
            Set<List<Object>> known = new LinkedHashSet<>();
            for (Map<String, Object> pet : petsWithOwner(db)) {
                if (known.add(shop.key(pet, "owner_id"))) {
                    owner(db, pet);
                }
            }
        });
    }

    /** What is asked of each row is no list of all that belongs to it. */
    private void others() {
        Label label = nPlusOne("owner", "pet?", mapping("owner.id"));
        Map<String, String> texts = Map.of(
                "count of each row", "select count(*) from #pet where =:owner_id",
                "first of each row", "select name from #pet where =:owner_id order by :id limit 1",
                "whether each row has any", "select exists (select 1 from #pet where =:owner_id)",
                "two conditions", "select name from #pet where =:owner_id and kind = ?");
        texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> add(each.getKey(), label, db -> {
                    for (Map<String, Object> owner : all(db, "owner")) {
                        List<Object> values = new ArrayList<>(shop.key(owner, "id"));
                        if (each.getValue().contains("kind")) {
                            values.add(2);
                        }
                        db.query(shop.sql(each.getValue()), values);
                    }
                }));
        add("with NULLs in the foreign key", nPlusOne("node", "node?", mapping("node.parent_id")), db -> {
            for (Map<String, Object> node : db.query(shop.sql("select :parent_id, :id from #node order by :id"))) {
                if (shop.has(node, "parent_id")) {
                    db.query(shop.sql("select :next_id from #node where =:id"), shop.key(node, "parent_id"));
                }
            }
        });
    }

    /** Other results of the same unit have the same values. */
    private void beside() {
        Label label = nPlusOne("owner", "pet?", mapping("owner.id"));
        add("another table was read before", label, db -> {
            all(db, "vet");
            for (Map<String, Object> owner : all(db, "owner")) {
                pets(db, shop.key(owner, "id"));
            }
        });
        add("another table is read in between", label, db -> {
            List<Map<String, Object>> owners = all(db, "owner");
            all(db, "vet");
            for (Map<String, Object> owner : owners) {
                pets(db, shop.key(owner, "id"));
            }
        });
        add("another table is read at each row", label.andRepeat("vet", Kind.SAME_VALUES), db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                all(db, "vet");
                pets(db, shop.key(owner, "id"));
            }
        });
        add("two loops one after the other", label.and("pet", "visit?", mapping("pet.id")), db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                pets(db, shop.key(owner, "id"));
            }
            for (Map<String, Object> pet : petsWithOwner(db)) {
                visits(db, pet);
            }
        });
        add("the same was asked for something else before", label, db -> {
            pets(db, shop.key("owner", 3));
            for (Map<String, Object> owner : all(db, "owner")) {
                pets(db, shop.key(owner, "id"));
            }
        });
    }

    /** Pages, a check and a stream before the loop. */
    private void hidden() {
        add(
                "within each page of keys",
                nPlusOne("owner?", "pet?", mapping("owner.id")).andRepeat("owner?", Kind.PAGES),
                db -> {
                    for (int page = 0; page < 3; page++) {
                        for (Map<String, Object> owner : db.query(
                                shop.sql("select :id from #owner order by :id limit ? offset ?"), 3, page * 3)) {
                            pets(db, shop.key(owner, "id"));
                        }
                    }
                });
        // The ids come from a request, but what is looped over are rows: those of the check, which a join could extend.
        add("ids of a request that were looked up first", nPlusOne("owner?", "pet?", mapping("owner.id")), db -> {
            StringBuilder condition = new StringBuilder();
            List<Object> values = new ArrayList<>();
            for (int id : new int[] {7, 2, 9, 4, 5}) {
                condition
                        .append(condition.isEmpty() ? "" : " or ")
                        .append(shop.type().equal("id"));
                values.addAll(shop.key("owner", id));
            }
            for (Map<String, Object> owner : db.query(shop.sql("select :id from #owner where ") + condition, values)) {
                pets(db, shop.key(owner, "id"));
            }
        });
    }

    /** Columns whose names say nothing of the table they refer to. */
    private void named() {
        add("rows of a join, by other names", nPlusOne("owner+pet", "visit?", mapping("pet.id")), db -> {
            StringBuilder columns = new StringBuilder();
            StringBuilder on = new StringBuilder();
            for (int i = 0; i < shop.type().parts("id").size(); i++) {
                String id = shop.type().parts("id").get(i);
                columns.append("p.")
                        .append(id)
                        .append(" as ")
                        .append(shop.type().parts("pet_id").get(i))
                        .append(", ");
                on.append(i == 0 ? "" : " and ").append("o.").append(id);
                on.append(" = p.").append(shop.type().parts("owner_id").get(i));
            }
            String sql = "select " + columns + "o.name from #owner o join #pet p on " + on + " order by :pet_id";
            for (Map<String, Object> row : db.query(shop.sql(sql))) {
                db.query(shop.sql("select note from #visit where =:pet_id"), shop.key(row, "pet_id"));
            }
        });
        add("by a column of another name", nPlusOne("owner", "node?", mapping("owner.id")), db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                db.query(shop.sql("select :next_id from #node where =:parent_id"), shop.key(owner, "id"));
            }
        });
    }

    /** Values that are no usual keys: once on each database, as the type of keys makes no difference. */
    private void values() {
        if (shop.type() != KeyType.BIGINT) {
            return;
        }
        add("by a date", nPlusOne("owner", "visit?", "1=owner.since"), db -> {
            for (Map<String, Object> owner : db.query(shop.sql("select name, since from #owner order by name"))) {
                db.query(
                        shop.sql("select note from #visit where on_day = ?"),
                        Objects.requireNonNull(owner.get("since")));
            }
        });
        add("by a column of another name, break after four rows", nPlusOne("owner", "node?", "1=owner.id"), db -> {
            for (Map<String, Object> owner : all(db, "owner").subList(0, 4)) {
                db.query(shop.sql("select :next_id from #node where =:parent_id"), shop.key(owner, "id"));
            }
        });
        add("values in the text", nPlusOne("owner", "pet?", "1=owner.id"), db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                db.query(shop.sql("select name from #pet where owner_id = ") + owner.get("id"));
            }
        });
        add("by a name", nPlusOne("vet", "owner?", "1=vet.name"), db -> {
            for (Map<String, Object> vet : all(db, "vet")) {
                db.query(shop.sql("select since from #owner where name = ?"), Objects.requireNonNull(vet.get("name")));
            }
        });
    }

    /** Found all the same, though no batch may be made of them. */
    private void untouchable() {
        Label label = nPlusOne("owner", "pet?", mapping("owner.id"));
        String random = shop.postgres() ? "random()" : "rand()";
        add("with a volatile function", label, db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                db.query(
                        shop.sql("select name, " + random + " as r from #pet where =:owner_id"), shop.key(owner, "id"));
            }
        });
        add("with a lock", label, db -> {
            for (Map<String, Object> owner : all(db, "owner")) {
                db.query(shop.sql("select name from #pet where =:owner_id for update"), shop.key(owner, "id"));
            }
        });
    }
}
