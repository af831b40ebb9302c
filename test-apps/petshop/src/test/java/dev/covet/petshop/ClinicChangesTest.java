package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Petshops.class)
@ChangesData
class ClinicChangesTest {

    private static final String FORM = """
            {"firstName": "Greta", "lastName": "Zuse", "address": "1 Pier", "city": "Oakham", "telephone": "+49 30 1234"}
            """;

    private final Petshop petshop;

    ClinicChangesTest(Petshop petshop) {
        this.petshop = petshop;
    }

    @Test
    void owner_createdWithPetAndVisit_shownWithBoth() {
        Answer owner = petshop.post("/api/owners", FORM);
        Answer pet = petshop.post(
                "/api/owners/" + owner.at("/id") + "/pets",
                "{\"name\": \"Rex\", \"type\": \"dog\", \"birthDate\": \"2020-02-29\"}");
        Answer visit = petshop.post(
                "/api/pets/" + pet.at("/id") + "/visits",
                "{\"vetId\": 3, \"date\": \"2026-01-02\", \"reason\": \"limping\", \"cost\": 50.25}");

        assertThat(owner.status()).isEqualTo(201);
        assertThat(pet.status()).isEqualTo(201);
        assertThat(visit.status()).isEqualTo(201);
        Answer shown = petshop.get("/api/owners/" + owner.at("/id"));
        assertThat(shown.at("/lastName")).isEqualTo("Zuse");
        assertThat(shown.at("/pets/0/birthDate")).isEqualTo("2020-02-29");
        assertThat(shown.json().at("/pets/0/visits/0")).isEqualTo(visit.json());
        assertThat(visit.at("/vet")).isEqualTo("Emil Baker");
    }

    @Test
    void owner_changed_shownChanged() {
        Answer changed = petshop.put("/api/owners/2", FORM);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(petshop.get("/api/owners/2").json()).isEqualTo(changed.json());
        assertThat(changed.at("/firstName")).isEqualTo("Greta");
        assertThat(changed.json().get("email").isNull()).isTrue();
    }

    @Test
    void change_unknownTarget_404() {
        assertThat(petshop.put("/api/owners/99999", FORM).at("/detail")).isEqualTo("There is no owner 99999.");
        assertThat(petshop.post(
                                "/api/pets/1/visits",
                                "{\"vetId\": 99, \"date\": \"2026-01-02\", \"reason\": \"x\", \"cost\": 1}")
                        .at("/detail"))
                .isEqualTo("There is no vet 99.");
    }
}
