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

/** Collections, references and lookups, without the cache that entity managers share. */
public final class EclipseLinkPrograms implements Function<DataSource, Map<String, Callable<List<String>>>> {
    public EclipseLinkPrograms() {}

    @Override
    public Map<String, Callable<List<String>>> apply(DataSource source) {
        EntityManagerFactory factory = Managers.of(source, false);
        Map<String, Callable<List<String>>> programs = new LinkedHashMap<>();
        programs.put("EclipseLink collection", () -> Managers.using(factory, EclipseLinkPrograms::collection));
        programs.put("EclipseLink to-one", () -> Managers.using(factory, EclipseLinkPrograms::toOne));
        programs.put("EclipseLink find by a list of keys", () -> Managers.using(factory, EclipseLinkPrograms::find));
        return programs;
    }

    private static void collection(EntityManager manager, Consumer<String> read) {
        manager.createQuery("select o from Owner o order by o.id", Owner.class)
                .getResultList()
                .forEach(owner -> owner.pets.forEach(pet -> read.accept(owner.name + " " + pet.text())));
    }

    private static void toOne(EntityManager manager, Consumer<String> read) {
        manager.createQuery("select p from Pet p order by p.id", Pet.class)
                .getResultList()
                .forEach(pet -> read.accept(pet.text() + " of " + pet.owner.name));
    }

    private static void find(EntityManager manager, Consumer<String> read) {
        manager.createQuery("select o.id from Owner o order by o.id", Long.class)
                .getResultList()
                .forEach(id -> read.accept(manager.find(Owner.class, id).name));
    }
}
