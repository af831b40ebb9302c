package dev.covet.consistency.workload;

import java.util.ArrayList;
import java.util.List;

/** MySQL, where it differs from MariaDB: a write cannot answer with its row, so that a procedure does. */
final class MySqlDialect extends MariaDbDialect {
    @Override
    public List<String> schema() {
        List<String> statements = new ArrayList<>(super.schema());
        statements.add("create procedure write_board(in new_value bigint, in which int) begin"
                + " insert into board (v, k) values (new_value, which) on duplicate key update v = new_value;"
                + " select k, v from board where k = which; end");
        return statements;
    }

    @Override
    public String writeWithAnswer() {
        return "call write_board(?, ?)";
    }

    /** Not those of other databases. */
    @Override
    public String openTransactions() {
        return "select count(*) from information_schema.innodb_trx t left join information_schema.processlist p"
                + " on p.id = t.trx_mysql_thread_id where t.trx_mysql_thread_id <> connection_id()"
                + " and (p.db is null or p.db = database())";
    }

    @Override
    public List<String> definitions() {
        return List.of("alter table mirror add column more int", "alter table mirror drop column more");
    }
}
