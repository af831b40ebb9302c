package dev.covet.nplus1.ebean;

import dev.covet.nplus1.ebean.Model.Owner;
import dev.covet.nplus1.ebean.Model.Pet;
import io.ebean.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** Collections, references and lookups, with Ebean's own batches switched off. */
public final class EbeanPrograms implements Function<DataSource, Map<String, Callable<List<String>>>> {
    public EbeanPrograms() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        Database database = Databases.of(source, "clinic", 1);
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        programs.put("Ebean collection by a key in an array", () -> Databases.using(database, Databases::collection));
        programs.put("Ebean to-one", () -> Databases.using(database, EbeanPrograms::toOne));
        programs.put("Ebean find by a list of keys", () -> Databases.using(database, EbeanPrograms::find));
        return programs;
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
}
