package dev.covet.nplus1.ebean;

import dev.covet.nplus1.ebean.Model.Owner;
import dev.covet.nplus1.ebean.Model.Pet;
import io.ebean.Database;
import io.ebean.DatabaseFactory;
import io.ebean.Transaction;
import io.ebean.config.DatabaseConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** Ebean with its own batches: of the usual size, and so small that several are needed. */
public final class EbeanOthers implements Function<DataSource, Map<String, Callable<List<String>>>> {
    private static final int USUAL = 100;
    private static final int SMALL = 3;

    public EbeanOthers() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        Database usual = database(source, "usual", USUAL);
        Database small = database(source, "small", SMALL);
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        programs.put("batches of Ebean", () -> using(usual, EbeanOthers::collection));
        programs.put("small batches of Ebean", () -> using(small, EbeanOthers::collection));
        programs.put("join by Ebean", () -> using(small, EbeanOthers::joined));
        return programs;
    }

    private static Database database(DataSource source, String name, int size) {
        DatabaseConfig config = new DatabaseConfig();
        config.setName(name);
        config.setDataSource(source);
        config.setDefaultServer(false);
        config.setRegister(false);
        config.setLazyLoadBatchSize(size);
        config.setDisableL2Cache(true);
        config.addClass(Owner.class);
        config.addClass(Pet.class);
        return DatabaseFactory.create(config);
    }

    private static void collection(Database database, Consumer<String> read) {
        for (Owner owner : database.find(Owner.class).orderBy("id").findList()) {
            owner.pets.forEach(pet -> read.accept(owner.name() + " " + pet.text()));
        }
    }

    private static void joined(Database database, Consumer<String> read) {
        for (Pet pet : database.find(Pet.class).fetch("owner").orderBy("id").findList()) {
            read.accept(pet.text() + " of " + pet.owner().name());
        }
    }

    private static List<String> using(Database database, BiConsumer<Database, Consumer<String>> work) {
        List<String> read = new ArrayList<>();
        try (Transaction transaction = database.beginTransaction()) {
            work.accept(database, read::add);
            transaction.commit();
        }
        return read;
    }
}
