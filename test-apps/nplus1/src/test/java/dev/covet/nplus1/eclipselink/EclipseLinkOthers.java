package dev.covet.nplus1.eclipselink;

import dev.covet.nplus1.eclipselink.Model.Owner;
import dev.covet.nplus1.eclipselink.Model.Pet;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** What asks no more than once with EclipseLink: its shared cache and its batches. */
public final class EclipseLinkOthers implements Function<DataSource, Map<String, Callable<List<String>>>> {
    public EclipseLinkOthers() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        EntityManagerFactory factory = Managers.of(source, true);
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        programs.put("warm shared cache", () -> Managers.using(factory, EclipseLinkOthers::cached));
        programs.put("batches of EclipseLink", () -> Managers.using(factory, EclipseLinkOthers::batches));
        return programs;
    }

    private static void cached(EntityManager manager, Consumer<String> read) {
        manager.createQuery("select o from Owner o order by o.id", Owner.class)
                .getResultList()
                .forEach(owner -> read.accept(owner.name));
        manager.createQuery("select p from Pet p order by p.id", Pet.class)
                .getResultList()
                .forEach(pet -> read.accept(pet.text() + " of " + pet.owner.name));
    }

    private static void batches(EntityManager manager, Consumer<String> read) {
        manager.createQuery("select o from Owner o order by o.id", Owner.class)
                .setHint("eclipselink.batch", "o.pets")
                .setHint("jakarta.persistence.cache.retrieveMode", "BYPASS")
                .getResultList()
                .forEach(owner -> owner.pets.forEach(pet -> read.accept(owner.name + " " + pet.text())));
    }
}
