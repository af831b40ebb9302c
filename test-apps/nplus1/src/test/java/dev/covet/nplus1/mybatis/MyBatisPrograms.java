package dev.covet.nplus1.mybatis;

import dev.covet.nplus1.mybatis.ClinicMapper.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** Nested selects of MyBatis, and a loop over a mapper. */
public final class MyBatisPrograms implements Function<DataSource, Map<String, Callable<List<String>>>> {
    public MyBatisPrograms() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        SqlSessionFactory nested = factory(source, false);
        SqlSessionFactory lazy = factory(source, true);
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        programs.put("MyBatis @Many", () -> using(nested, MyBatisPrograms::many));
        programs.put("MyBatis @Many, lazy", () -> using(lazy, MyBatisPrograms::many));
        programs.put("MyBatis @One", () -> using(nested, MyBatisPrograms::one));
        programs.put("MyBatis mapper in a loop", () -> using(nested, MyBatisPrograms::loop));
        return programs;
    }

    private static SqlSessionFactory factory(DataSource source, boolean lazy) {
        Configuration configuration =
                new Configuration(new Environment("clinic", new JdbcTransactionFactory(), source));
        configuration.setLazyLoadingEnabled(lazy);
        configuration.addMapper(ClinicMapper.class);
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    private static void many(ClinicMapper mapper, Consumer<String> read) {
        for (Owner owner : mapper.ownersWithPets()) {
            owner.getPets().forEach(pet -> read.accept(owner.getName() + " " + pet.text()));
        }
    }

    private static void one(ClinicMapper mapper, Consumer<String> read) {
        mapper.petsWithOwner()
                .forEach(pet -> read.accept(pet.text() + " of " + pet.getOwner().getName()));
    }

    private static void loop(ClinicMapper mapper, Consumer<String> read) {
        for (Owner owner : mapper.owners()) {
            mapper.pets(owner.getId()).forEach(pet -> read.accept(owner.getName() + " " + pet.text()));
        }
    }

    private static List<String> using(SqlSessionFactory factory, Work work) {
        List<String> read = new ArrayList<>();
        try (SqlSession session = factory.openSession()) {
            work.read(session.getMapper(ClinicMapper.class), read::add);
            session.commit();
        }
        return read;
    }

    private interface Work {
        void read(ClinicMapper mapper, Consumer<String> read);
    }
}
