package dev.covet.nplus1.corpus;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.nplus1.Boundaries;
import dev.covet.nplus1.Enhanced;
import dev.covet.nplus1.Hospital;
import dev.covet.nplus1.OtherVersion;
import dev.covet.nplus1.eclipselink.EclipseLinkOthers;
import dev.covet.nplus1.eclipselink.EclipseLinkPrograms;
import dev.covet.nplus1.hibernate.HibernateOthers;
import dev.covet.nplus1.hibernate.HibernatePrograms;
import dev.covet.nplus1.loops.LoopPrograms;
import dev.covet.nplus1.mybatis.MyBatisOthers;
import dev.covet.nplus1.mybatis.MyBatisPrograms;
import dev.covet.nplus1.springdata.SpringDataOthers;
import dev.covet.nplus1.springdata.SpringDataPrograms;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;

/** All programs on one database. */
final class Corpus implements AutoCloseable {
    private final Gate gate;
    private final String where;
    private final List<Program> programs = new ArrayList<>();

    private Corpus(TestDatabase database, String url, String where) {
        this.gate = new Gate(database, url);
        this.where = where;
    }

    /** Of frameworks: over a hospital with so many owners. */
    static Corpus ofFrameworks(TestDatabase database, String url, String where, int size) throws Exception {
        try (Connection connection = database.connect()) {
            Hospital.fill(connection, size);
            Sql.execute(
                    connection,
                    "create table remark (id bigint primary key, text varchar(40))",
                    "create sequence remark_numbers");
        }
        Corpus corpus = new Corpus(database, url, where + ", " + size + " owners");
        corpus.frameworks(FrameworkLabels.of(size));
        return corpus;
    }

    /** Of older versions of Hibernate. */
    static Corpus ofHibernates(TestDatabase database, int size, OtherVersion six, OtherVersion five) throws Exception {
        try (Connection connection = database.connect()) {
            Hospital.fill(connection, size);
        }
        Corpus corpus = new Corpus(database, database.jdbcUrl(), "PostgreSQL, " + size + " owners");
        Watch starting = Outcome.open(corpus.gate, PrefetchSettings.Mode.OFF);
        Map<String, Label> labels = FrameworkLabels.of(size);
        corpus.framework("Hibernate 6", six.programs(), labels);
        corpus.framework("Hibernate 5", five.programs("size of a collection"), labels);
        starting.close();
        return corpus;
    }

    /** Of queries written by hand: over shops with all types of keys, with so many owners. */
    static Corpus ofShops(TestDatabase database, String where, int size) throws SQLException {
        Corpus corpus = new Corpus(database, database.jdbcUrl(), where + ", " + size + " owners");
        try (Connection connection = database.connect()) {
            for (KeyType type : KeyType.values()) {
                Shop shop = new Shop(type, size, corpus.gate.postgres());
                shop.fill(connection);
                corpus.shop(shop);
            }
        }
        return corpus;
    }

    private void frameworks(Map<String, Label> labels) throws Exception {
        Watch starting = Outcome.open(gate, PrefetchSettings.Mode.OFF);
        framework("Hibernate", new HibernatePrograms(), labels);
        framework("Hibernate", new HibernateOthers(), labels);
        framework("MyBatis", new MyBatisPrograms(), labels);
        framework("MyBatis", new MyBatisOthers(), labels);
        framework("loops", new LoopPrograms(), labels);
        framework("Spring Data JDBC", new SpringDataPrograms(), labels);
        framework("Spring Data JDBC", new SpringDataOthers(), labels);
        framework("EclipseLink", new EclipseLinkPrograms(), labels);
        framework("EclipseLink", new EclipseLinkOthers(), labels);
        if (gate.postgres()) {
            framework("Ebean", new Enhanced().programs("EbeanPrograms"), labels);
            framework("Ebean", new Enhanced().programs("EbeanOthers"), labels);
        }
        starting.close();
    }

    private void framework(
            String name,
            Function<DataSource, Map<String, Callable<List<String>>>> framework,
            Map<String, Label> labels) {
        framework
                .apply(gate.dataSource())
                .forEach((shape, body) -> programs.add(new Program(
                        name + ": " + shape + ", " + where,
                        name + ": " + shape,
                        Objects.requireNonNull(labels.get(shape), shape),
                        body)));
    }

    /** Each program over one of the libraries, in turn. */
    private void shop(Shop shop) {
        List<ShopProgram> all = new ArrayList<>(Loops.of(shop));
        all.addAll(Others.of(shop));
        for (ShopProgram each : all) {
            Style style = style(each);
            programs.add(new Program(
                    each.shape() + ", " + style + ", " + shop.type() + ", " + where, each.shape(), each.label(), () -> {
                        style.run(gate.dataSource(), shop.postgres(), each.work());
                        return "";
                    }));
        }
    }

    private Style style(ShopProgram program) {
        Style[] all = Style.values();
        // A failure ends a transaction on PostgreSQL.
        return program.shape().startsWith("retry") ? Style.JDBC : all[programs.size() % all.length];
    }

    List<Program> programs() {
        return programs;
    }

    /** What comes of these programs. First all of them run with one Covet, as in one application. */
    List<Outcome> run(List<Program> chosen) throws Exception {
        List<Verdict> among = new ArrayList<>();
        Watch watch = Outcome.open(gate, PrefetchSettings.Mode.ON);
        for (Program each : chosen) {
            Boundaries.request(each.body());
            among.add(Verdict.of(watch.findings()));
        }
        watch.close();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            outcomes.add(Outcome.of(gate, chosen.get(i), among.get(i)));
        }
        return outcomes;
    }

    @Override
    public void close() throws SQLException {
        gate.close();
    }
}
