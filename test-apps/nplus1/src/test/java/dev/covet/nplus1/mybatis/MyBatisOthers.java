package dev.covet.nplus1.mybatis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** What only looks like N+1 with MyBatis: lists from elsewhere, its cache, and its batches of inserts. */
public final class MyBatisOthers implements Function<DataSource, Map<String, Callable<List<String>>>> {
    private static final List<Long> OF_A_REQUEST = List.of(7L, 3L, 9L, 5L, 2L);

    private final Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();

    public MyBatisOthers() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        Configuration configuration =
                new Configuration(new Environment("clinic", new JdbcTransactionFactory(), source));
        configuration.addMapper(Lookups.class);
        SqlSessionFactory factory = new SqlSessionFactoryBuilder().build(configuration);
        add(
                "ids of a request by MyBatis",
                factory,
                ExecutorType.SIMPLE,
                (lookups, read) -> OF_A_REQUEST.forEach(id -> read.accept(lookups.owner(id))));
        add(
                "ids of a request by MyBatis, beside a list with the same ids",
                factory,
                ExecutorType.REUSE,
                (lookups, read) -> {
                    read.accept("" + lookups.vets());
                    OF_A_REQUEST.forEach(id -> read.accept(lookups.owner(id)));
                });
        add("local cache of MyBatis", factory, ExecutorType.SIMPLE, (lookups, read) -> {
            for (int i = 0; i < 6; i++) {
                read.accept(lookups.owner(3));
            }
        });
        add(
                "MyBatis reuses its statement",
                factory,
                ExecutorType.REUSE,
                (lookups, read) -> lookups.vets().forEach(vet -> read.accept("" + lookups.shifts(vet))));
        add(
                "batch of inserts by MyBatis",
                factory,
                ExecutorType.BATCH,
                (lookups, read) -> lookups.vets().forEach(vet -> lookups.remark(vet + 100_000, "of vet " + vet)));
        return programs;
    }

    private void add(String name, SqlSessionFactory factory, ExecutorType type, Work work) {
        programs.put(name, () -> {
            List<String> read = new ArrayList<>();
            try (SqlSession session = factory.openSession(type)) {
                work.read(session.getMapper(Lookups.class), read::add);
                // The inserts are sent, and undone.
                session.flushStatements();
                session.rollback(true);
            }
            return read;
        });
    }

    /** By single keys. */
    interface Lookups {
        @Select("select id from vet order by id")
        List<Long> vets();

        @Select("select name from owner where id = #{id}")
        String owner(long id);

        @Select("select begins from shift where vet_id = #{vet}")
        List<java.time.LocalDate> shifts(long vet);

        @Insert("insert into remark (id, text) values (#{id}, #{text})")
        int remark(long id, String text);
    }

    private interface Work {
        void read(Lookups lookups, Consumer<String> read);
    }
}
