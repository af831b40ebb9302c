package dev.covet.nplus1.ebean;

import dev.covet.nplus1.ebean.Model.Owner;
import dev.covet.nplus1.ebean.Model.Pet;
import io.ebean.Database;
import io.ebean.DatabaseFactory;
import io.ebean.Transaction;
import io.ebean.config.DatabaseConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** How programs get their databases, and what several of them read. */
final class Databases {
    private Databases() {}

    static Database of(DataSource source, String name, int size) {
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

    static void collection(Database database, Consumer<String> read) {
        for (Owner owner : database.find(Owner.class).orderBy("id").findList()) {
            owner.pets.forEach(pet -> read.accept(owner.name() + " " + pet.text()));
        }
    }

    static List<String> using(Database database, BiConsumer<Database, Consumer<String>> work) {
        List<String> read = new ArrayList<>();
        try (Transaction transaction = database.beginTransaction()) {
            work.accept(database, read::add);
            transaction.commit();
        }
        return read;
    }
}
