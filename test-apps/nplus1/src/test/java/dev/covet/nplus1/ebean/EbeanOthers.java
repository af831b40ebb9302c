package dev.covet.nplus1.ebean;

import dev.covet.nplus1.ebean.Model.Pet;
import io.ebean.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        Database usual = Databases.of(source, "usual", USUAL);
        Database small = Databases.of(source, "small", SMALL);
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        programs.put("batches of Ebean", () -> Databases.using(usual, Databases::collection));
        programs.put("small batches of Ebean", () -> Databases.using(small, Databases::collection));
        programs.put("join by Ebean", () -> Databases.using(small, EbeanOthers::joined));
        return programs;
    }

    private static void joined(Database database, Consumer<String> read) {
        for (Pet pet : database.find(Pet.class).fetch("owner").orderBy("id").findList()) {
            read.accept(pet.text() + " of " + pet.owner().name());
        }
    }
}
