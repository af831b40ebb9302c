package dev.covet.nplus1.oracle;

/** The tables of the programs, and all that writes to them by detours. */
final class MariaDbTables {
    static final String[] MAKE = {
        "set foreign_key_checks = 0",
        "drop view if exists part_door, touching",
        "drop table if exists part, part_gone, item, order_line, plain, audit, audited",
        "set foreign_key_checks = 1",
        "create table item (id bigint primary key, name varchar(40))",
        "create table part (id bigint primary key, item_id bigint, label varchar(40), amount numeric(8, 2),"
                + " key (item_id), foreign key (item_id) references item (id) on delete cascade on update cascade)",
        "create table plain (id bigint primary key, item_id bigint, label varchar(40), amount numeric(8, 2),"
                + " key (item_id)) engine = myisam",
        "create table order_line (item_id bigint)",
        "create view part_door as select * from part",
        "drop procedure if exists touch_it",
        "drop function if exists touch",
        "drop database if exists covet_oracle_other",
        "create database covet_oracle_other",
        "create table covet_oracle_other.part (id bigint primary key, item_id bigint, label varchar(40),"
                + " amount numeric(8, 2), key (item_id))",
        "create table audit (id bigint auto_increment primary key, item_id bigint, note varchar(40) default 'none')",
        "create table audited (item_id bigint)",
        "create table covet_oracle_other.audited (item_id bigint)",
        "create trigger covet_oracle_other.relabel after insert on covet_oracle_other.audited for each row"
                + " update {database}.part set label = 'by trigger' where item_id >= new.item_id",
        "create trigger relabel after insert on order_line for each row"
                + " update part set label = 'by trigger' where item_id >= new.item_id",
        "create procedure touch_it(wanted bigint)" + " update part set label = 'by procedure' where item_id >= wanted",
        "create function touch(wanted bigint) returns bigint deterministic modifies sql data begin"
                + " update part set label = 'by function' where item_id >= wanted; return wanted; end",
        "create view touching as select touch(3) as touched"
    };

    static final String[] FILL = {
        "delete from part",
        "delete from item",
        "delete from plain",
        "delete from order_line",
        "delete from audit",
        "delete from audited",
        "delete from covet_oracle_other.audited",
        "delete from covet_oracle_other.part",
        "insert into item values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f')",
        "insert into part select id * 10 + n, id, concat('part ', id, ' ', n), id + n / 4 from item,"
                + " (select 1 as n union all select 2) t where id <> 4",
        "insert into plain select * from part",
        "insert into covet_oracle_other.part select id, item_id, concat('other ', item_id), amount from part"
    };

    static final String STATE = "select concat((select group_concat(id, name order by id) from item),"
            + " (select group_concat(id, item_id, label, amount order by id) from part), database(), @@autocommit)";

    private MariaDbTables() {}
}
