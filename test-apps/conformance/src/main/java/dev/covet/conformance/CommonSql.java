package dev.covet.conformance;

import static dev.covet.conformance.Category.DECIMAL;
import static dev.covet.conformance.Category.INTEGER;
import static dev.covet.conformance.Category.TEXT;
import static dev.covet.conformance.Template.Kind.BROKEN;
import static dev.covet.conformance.Template.Kind.DEFINITION;
import static dev.covet.conformance.Template.Kind.UPDATE;

import java.util.ArrayList;
import java.util.List;

/** Tables, rows and statements that are the same in every dialect. Every query of more than a row is ordered. */
final class CommonSql {
    static final String OWN_VIEW = "select id, name, quantity, price, note from item order by id";
    static final List<String> TABLES = List.of("part", "item", "lane_1", "lane_2", "kind");
    static final List<String> EXTRA_TABLES = List.of("extra_0", "extra_1");
    static final List<Column> ITEM = List.of(
            new Column("id", INTEGER),
            new Column("name", TEXT),
            new Column("quantity", INTEGER),
            new Column("price", DECIMAL),
            new Column("note", TEXT));

    private CommonSql() {}

    /** The tables but for kind; {@code identity} is the dialect's type of a key that numbers itself. */
    static List<String> tables(String identity) {
        String lane = " (id " + identity + ", name varchar(40), quantity integer)";
        return List.of(
                "create table item (id " + identity + ", name varchar(40) not null unique,"
                        + " quantity integer check (quantity >= 0), price numeric(10, 2), note varchar(200))",
                "create table part (id integer not null primary key, item_id integer not null,"
                        + " label varchar(40), foreign key (item_id) references item (id))",
                "create table lane_1" + lane,
                "create table lane_2" + lane);
    }

    /** Takes out every row and what programs have defined, in the usual schema and in the second one, if any. */
    static List<String> emptied(String... schemas) {
        List<String> sql = new ArrayList<>(List.of(
                "delete from part",
                "delete from item",
                "delete from lane_1",
                "delete from lane_2",
                "delete from kind"));
        for (String schema : schemas) {
            sql.add("drop table if exists " + schema + "extra_0");
            sql.add("drop table if exists " + schema + "extra_1");
        }
        return sql;
    }

    static List<String> rows(KindTable kinds) {
        String lane = " values (1, 'one', 1), (2, 'two', 2), (3, 'three', 3)";
        return List.of(
                "insert into item (id, name, quantity, price, note) values (1, 'nut', 10, 1.50, null),"
                        + " (2, 'bolt', 0, 2.25, 'M6'), (3, 'washer', 500, 0.05, ''), (4, 'Schraube ä€', 7, 12.00, 'ü'),"
                        + " (5, 'screw', null, null, 'none left'), (6, 'hinge', 3, 99999.99, 'it''s heavy')",
                "insert into part values (1, 1, 'left'), (2, 1, 'right'), (3, 4, null), (4, 6, 'top')",
                "insert into lane_1" + lane,
                "insert into lane_2" + lane,
                kinds.insert());
    }

    static List<Template> templates(KindTable kinds) {
        List<Template> templates = new ArrayList<>();
        queries(templates, kinds);
        updates(templates);
        broken(templates);
        return templates;
    }

    private static void queries(List<Template> templates, KindTable kinds) {
        templates.add(Template.query("select * from kind order by id", kinds.columns()));
        templates.add(Template.query("select * from kind where id = 1", kinds.columns()));
        templates.add(Template.query("select * from kind where id <= ? order by id", kinds.columns(), INTEGER));
        templates.add(Template.query(OWN_VIEW, ITEM));
        templates.add(Template.query(
                "select id, name, quantity, price, note from item where id >= ? order by id", ITEM, INTEGER));
        templates.add(Template.query("select id, name, quantity, price, note from item where name = ?", ITEM, TEXT));
        templates.add(Template.query("select id, name, quantity, price, note from item where id = 99", ITEM));
        templates.add(Template.query(
                "select p.id, p.label as part_label, i.name as \"Item Name\" from part p"
                        + " join item i on i.id = p.item_id where i.quantity < ? order by p.id",
                List.of(new Column("id", INTEGER), new Column("part_label", TEXT), new Column("Item Name", TEXT)),
                INTEGER));
        templates.add(Template.query(
                "select count(*) as n, sum(quantity) as total, max(price) from item",
                List.of(new Column("n", INTEGER), new Column("total", INTEGER))));
        templates.add(Template.query(
                "select a.id as x, b.id as y, a.name from item a cross join item b order by a.id, b.id",
                List.of(new Column("x", INTEGER), new Column("y", INTEGER), new Column("name", TEXT))));
        templates.add(Template.query(
                "select {fn ucase(name)} as upper_name from item where name like 'n%' order by id",
                List.of(new Column("upper_name", TEXT))));
        templates.add(Template.query(
                "select 1 as one, 'a' as one, null as nothing",
                List.of(new Column("one", INTEGER), new Column("one", TEXT))));
    }

    private static void updates(List<Template> templates) {
        templates.add(Template.of(
                UPDATE,
                "insert into item (name, quantity, price, note) values (?, ?, ?, ?)",
                TEXT,
                INTEGER,
                DECIMAL,
                TEXT));
        templates.add(Template.of(UPDATE, "insert into item (name, quantity) values ('rivet', 20)"));
        templates.add(Template.of(UPDATE, "insert into item (name, quantity) values ('pin', 1), ('peg', 2)"));
        templates.add(
                Template.of(UPDATE, "insert into part (id, item_id, label) values (?, ?, ?)", INTEGER, INTEGER, TEXT));
        templates.add(Template.of(UPDATE, "update item set quantity = quantity + ? where id = ?", INTEGER, INTEGER));
        templates.add(Template.of(UPDATE, "update item set note = ? where id = ?", TEXT, INTEGER));
        templates.add(Template.of(UPDATE, "update item set price = price * 2 where quantity > 5"));
        templates.add(Template.of(UPDATE, "update item set note = 'x' where id = 99"));
        templates.add(Template.of(UPDATE, "delete from part where id = ?", INTEGER));
        templates.add(Template.of(UPDATE, "delete from part where item_id = 1"));
        templates.add(Template.of(DEFINITION, "create table extra_0 (a integer primary key, b varchar(20))"));
        templates.add(Template.of(DEFINITION, "create table extra_1 (a integer)"));
        templates.add(Template.of(DEFINITION, "drop table extra_0"));
        templates.add(Template.of(UPDATE, "insert into extra_0 values (?, ?)", INTEGER, TEXT));
    }

    private static void broken(List<Template> templates) {
        templates.add(Template.of(BROKEN, "selec 1"));
        templates.add(Template.of(BROKEN, "select * from missing"));
        templates.add(Template.of(BROKEN, "select missing from item"));
        templates.add(Template.of(BROKEN, "select 1 / 0"));
        templates.add(Template.of(BROKEN, "select name / (quantity - quantity) from item where id = 1"));
        templates.add(Template.of(BROKEN, "insert into item (name, quantity) values ('nut', 1)"));
        templates.add(Template.of(BROKEN, "insert into item (name, quantity) values (null, 1)"));
        templates.add(Template.of(BROKEN, "insert into item (name, quantity) values ('x', -1)"));
        templates.add(Template.of(BROKEN, "insert into item (name, quantity) values ('y', 'abc')"));
        templates.add(Template.of(BROKEN, "insert into part values (50, 999, 'nowhere')"));
        templates.add(Template.of(BROKEN, "update item set quantity = ? where", INTEGER));
        templates.add(Template.of(BROKEN, ""));
    }
}
