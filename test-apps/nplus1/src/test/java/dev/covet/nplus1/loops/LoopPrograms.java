package dev.covet.nplus1.loops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;

/** All programs of this package. */
public final class LoopPrograms implements Function<DataSource, Map<String, Callable<List<String>>>> {
    static final String OWNERS = "select id, name from owner order by id";
    static final String PETS = "select id, name, weight from pet where owner_id = ? order by id";

    public LoopPrograms() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        TemplateLoop template = new TemplateLoop(source);
        programs.put("JdbcTemplate in autocommit", template::petsOfOwners);
        programs.put("JdbcTemplate in a transaction", () -> template.inTransaction(template::petsOfOwners));
        programs.put("JdbcTemplate, nested, in autocommit", template::nested);
        programs.put("JdbcTemplate, nested, in a transaction", () -> template.inTransaction(template::nested));
        JooqLoop jooq = new JooqLoop(source);
        programs.put("jOOQ in autocommit", jooq::autocommit);
        programs.put("jOOQ in a transaction", jooq::inTransaction);
        JdbiLoop jdbi = new JdbiLoop(source);
        programs.put("JDBI on one handle", jdbi::oneHandle);
        programs.put("JDBI in a transaction", jdbi::inTransaction);
        return programs;
    }
}
