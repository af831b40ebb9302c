package dev.covet.nplus1.corpus;

import static dev.covet.nplus1.corpus.Label.NONE;
import static dev.covet.nplus1.corpus.Label.nPlusOne;
import static dev.covet.nplus1.corpus.Label.repeat;

import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import java.util.HashMap;
import java.util.Map;

/** What is true of the programs of frameworks, by their names, over a hospital of a given size. */
final class FrameworkLabels {
    /** Hibernate reads the breed of each pet at once, as it is not referred to by its primary key. */
    private static final Label PETS = nPlusOne("owner", "pet?", "1=owner.id").and("pet?", "breed?", "1=pet.breed_code");

    private final Map<String, Label> labels = new HashMap<>();

    private FrameworkLabels(int size) {
        hibernate();
        hibernateQueries();
        // So few owners that only the breeds of their pets are asked for three times.
        labels.put(
                "every tenth row",
                size > 20 ? PETS : size > 10 ? nPlusOne("pet?", "breed?", "1=pet.breed_code") : NONE);
        hibernateOthers();
        myBatis();
        loops();
        springData();
        eclipseLink();
        ebean();
    }

    static Map<String, Label> of(int size) {
        return new FrameworkLabels(size).labels;
    }

    private void hibernate() {
        labels.put("collection with an eager association inside", PETS);
        labels.put("many-to-many", nPlusOne("vet", "vet_specialty+specialty?", "1=vet.id"));
        labels.put("element collection", nPlusOne("vet", "vet_phone?", "1=vet.id"));
        labels.put("filtered and ordered collection", nPlusOne("vet", "shift?", "1=vet.id"));
        labels.put("three levels", PETS.and("pet?", "visit?", "1=pet.id"));
        labels.put(
                "three associations of each row",
                nPlusOne("vet", "vet_specialty+specialty?", "1=vet.id")
                        .and("vet", "vet_phone?", "1=vet.id")
                        .and("vet", "shift?", "1=vet.id"));
        labels.put("size of a collection", nPlusOne("owner", "pet?", "1=owner.id"));
        labels.put("lazy to-one", nPlusOne("shift", "vet?", "1=shift.vet_id"));
        labels.put("eager to-one by JPQL", nPlusOne("stay", "cage?", "1=stay.cage_id"));
        labels.put("inverse one-to-one", nPlusOne("patient", "chip?", "1=patient.id"));
        labels.put("not by the primary key", nPlusOne("pet", "breed?", "1=pet.breed_code"));
        labels.put("joined inheritance", nPlusOne("bill", "treatment+surgery+vaccination?", "1=bill.treatment_id"));
        labels.put("composite key", nPlusOne("tool", "drawer?", "1=tool.cabinet, 2=tool.place"));
    }

    private void hibernateQueries() {
        labels.put("find by a list of keys", nPlusOne("vet", "vet?", "1=vet.id"));
        labels.put("HQL by foreign key", PETS);
        labels.put("count", nPlusOne("owner", "pet?", "1=owner.id"));
        labels.put("first by order", nPlusOne("vet", "shift?", "1=vet.id"));
        labels.put("aggregate with a constant", nPlusOne("pet", "visit?", "1=pet.id"));
        labels.put("break after three rows", PETS);
    }

    private void hibernateOthers() {
        labels.put("join fetch", NONE);
        labels.put("entity graph", NONE);
        labels.put("batches of Hibernate", repeat("vet?", Kind.OTHER_VALUES));
        labels.put("first-level cache", NONE);
        labels.put("an insert for each row, with a sequence", NONE);
        labels.put("the same query each time", repeat("vet?", Kind.SAME_VALUES));
        labels.put("pages", repeat("visit?", Kind.PAGES));
        labels.put("ids of a request", repeat("vet?", Kind.OTHER_VALUES));
        labels.put("ids of a request, beside a list with the same ids", repeat("vet?", Kind.OTHER_VALUES));
        labels.put("a lock for each row", nPlusOne("vet", "vet?", "1=vet.id"));
        labels.put("SQL for each row", nPlusOne("pet", "visit?", "1=pet.id"));
        labels.put("a query for each row of a stream", nPlusOne("vet", "shift?", "1=vet.id"));
    }

    private void myBatis() {
        Label pets = nPlusOne("owner", "pet?", "1=owner.id");
        labels.put("MyBatis @Many", pets);
        labels.put("MyBatis @Many, lazy", pets);
        labels.put("MyBatis @One", nPlusOne("pet", "owner?", "1=pet.owner_id"));
        labels.put("MyBatis mapper in a loop", pets);
        labels.put("ids of a request by MyBatis", repeat("owner?", Kind.OTHER_VALUES));
        labels.put("ids of a request by MyBatis, beside a list with the same ids", repeat("owner?", Kind.OTHER_VALUES));
        labels.put("local cache of MyBatis", NONE);
        labels.put("MyBatis reuses its statement", nPlusOne("vet", "shift?", "1=vet.id"));
        labels.put("batch of inserts by MyBatis", NONE);
    }

    private void loops() {
        Label pets = nPlusOne("owner", "pet?", "1=owner.id");
        labels.put("JdbcTemplate in autocommit", pets);
        labels.put("JdbcTemplate in a transaction", pets);
        labels.put("JdbcTemplate, nested, in autocommit", pets);
        labels.put("JdbcTemplate, nested, in a transaction", pets);
        labels.put("jOOQ in autocommit", pets);
        labels.put("jOOQ in a transaction", pets);
        labels.put("JDBI on one handle", pets);
        labels.put("JDBI in a transaction", pets);
    }

    private void springData() {
        Label levels = nPlusOne("owner", "pet?", "1=owner.id").and("pet?", "visit?", "1=pet.id");
        labels.put("Spring Data JDBC findAll in autocommit", levels);
        labels.put("Spring Data JDBC findAll in a transaction", levels);
        // The owners are asked for by the request; pets and visits by the rows that came.
        Label byRequest = nPlusOne("owner?", "pet?", "1=owner.id").and("pet?", "visit?", "1=pet.id");
        labels.put("aggregates by ids of a request, one by one", byRequest.andRepeat("owner?", Kind.OTHER_VALUES));
        labels.put("aggregates by ids of a request, at once", byRequest);
        labels.put("rows without children by ids of a request", repeat("breed?", Kind.OTHER_VALUES));
    }

    private void eclipseLink() {
        labels.put("EclipseLink collection", nPlusOne("owner", "pet?", "1=owner.id"));
        labels.put("EclipseLink to-one", nPlusOne("pet", "owner?", "1=pet.owner_id"));
        labels.put("EclipseLink find by a list of keys", nPlusOne("owner", "owner?", "1=owner.id"));
        labels.put("warm shared cache", NONE);
        labels.put("batches of EclipseLink", NONE);
    }

    private void ebean() {
        labels.put("Ebean collection by a key in an array", nPlusOne("owner", "pet?", "1=owner.id"));
        labels.put("Ebean to-one", nPlusOne("pet", "owner?", "1=pet.owner_id"));
        labels.put("Ebean find by a list of keys", nPlusOne("owner", "owner?", "1=owner.id"));
        labels.put("batches of Ebean", NONE);
        labels.put("small batches of Ebean", repeat("pet?", Kind.OTHER_VALUES));
        labels.put("join by Ebean", NONE);
    }
}
