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

/** Collections, references and lookups, with Ebean's own batches switched off. */
public final class EbeanPrograms implements Function<DataSource, Map<String, Callable<List<String>>>> {
    public EbeanPrograms() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        DatabaseConfig config = new DatabaseConfig();
        config.setName("clinic");
        config.setDataSource(source);
        config.setDefaultServer(false);
        config.setRegister(false);
        config.setLazyLoadBatchSize(1);
        config.setDisableL2Cache(true);
        config.addClass(Owner.class);
        config.addClass(Pet.class);
        Database database = DatabaseFactory.create(config);
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        programs.put("Ebean collection by a key in an array", () -> using(database, EbeanPrograms::collection));
        programs.put("Ebean to-one", () -> using(database, EbeanPrograms::toOne));
        programs.put("Ebean find by a list of keys", () -> using(database, EbeanPrograms::find));
        return programs;
    }

    private static void collection(Database database, Consumer<String> read) {
        for (Owner owner : database.find(Owner.class).orderBy("id").findList()) {
            owner.pets.forEach(pet -> read.accept(owner.name() + " " + pet.text()));
        }
    }

    private static void toOne(Database database, Consumer<String> read) {
        for (Pet pet : database.find(Pet.class).orderBy("id").findList()) {
            read.accept(pet.text() + " of " + pet.owner().name());
        }
    }

    private static void find(Database database, Consumer<String> read) {
        List<Long> keys = database.find(Owner.class).orderBy("id").findIds();
        for (Long key : keys) {
            Owner owner = database.find(Owner.class, key);
            read.accept(owner == null ? "none" : owner.name());
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
