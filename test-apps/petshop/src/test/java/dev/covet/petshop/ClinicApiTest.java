package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Petshops.class)
class ClinicApiTest {

    private final Petshop petshop;

    ClinicApiTest(Petshop petshop) {
        this.petshop = petshop;
    }

    @Test
    void health_databaseAnswers_up() {
        Answer answer = petshop.get("/api/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void owners_firstPage_sortedByNameWithPetsAndLastVisit() {
        Answer answer = petshop.get("/api/owners?size=2");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(Answer.json("""
                {"items": [
                    {"id": 73, "name": "Anna Abbott", "city": "Fairview", "telephone": "0841 555 7354",
                     "pets": ["Alfie", "Luna"], "lastVisit": "2025-04-12"},
                    {"id": 402, "name": "Anna Abbott", "city": "Milton", "telephone": "0237 555 3360",
                     "pets": ["Lucy", "Oscar"], "lastVisit": "2023-11-24"}],
                 "page": 0, "size": 2, "totalItems": 900, "totalPages": 450}
                """));
    }

    @Test
    void owners_pages_coverEveryOwnerOnce() {
        List<String> seen = new ArrayList<>();
        for (int page = 0; page < 9; page++) {
            seen.addAll(petshop.get("/api/owners?size=100&page=" + page).each("/items", "id"));
        }

        assertThat(seen).hasSize(900).doesNotHaveDuplicates();
        assertThat(petshop.get("/api/owners?size=100&page=9").each("/items", "id"))
                .isEmpty();
    }

    @Test
    void owners_lastNameInOtherCase_findsThoseWhoseNameStartsSo() {
        Answer answer = petshop.get("/api/owners?lastName=rOs&size=100");

        assertThat(answer.each("/items", "name"))
                .hasSize(Integer.parseInt(answer.at("/totalItems")))
                .contains("Amir Rossi", "Carla Rossi")
                .allMatch(name -> name.endsWith(" Rossi"));
    }

    @Test
    void owner_withPets_showsPetsVisitsAndVets() {
        assertThat(petshop.get("/api/owners/347").json()).isEqualTo(Answer.json("""
                {"id": 347, "firstName": "Mara", "lastName": "Ivanov", "address": "64 Canal Walk", "city": "Eastport",
                 "telephone": "0602 555 3152", "email": "mara.ivanov347@example.org", "pets": [
                    {"id": 1, "name": "Alfie", "type": "cat", "birthDate": "2019-02-19", "visits": [
                        {"id": 1658, "date": "2025-09-05", "reason": "skin irritation", "vet": "Viktor Eriksen", "cost": 77.5},
                        {"id": 1360, "date": "2025-02-02", "reason": "limping", "vet": "Mateo Becker", "cost": 73.0},
                        {"id": 1922, "date": "2024-11-21", "reason": "weight control", "vet": "Maya Olsen", "cost": 49.0},
                        {"id": 1305, "date": "2023-01-24", "reason": "neutering", "vet": "Lena Torres", "cost": 222.0}]},
                    {"id": 572, "name": "Lucy", "type": "cat", "birthDate": "2014-01-11", "visits": [
                        {"id": 1693, "date": "2025-06-27", "reason": "dental cleaning", "vet": "Elena Mbeki", "cost": 122.5}]}]}
                """));
    }

    @Test
    void pet_known_showsTypeAndVisits() {
        Answer answer = petshop.get("/api/pets/1");

        assertThat(answer.at("/name")).isEqualTo("Alfie");
        assertThat(answer.at("/type")).isEqualTo("cat");
        assertThat(answer.each("/visits", "date"))
                .containsExactly("2025-09-05", "2025-02-02", "2024-11-21", "2023-01-24");
    }

    @Test
    void birthdays_ofOneDay_sortedByName() {
        Answer answer = petshop.get("/api/pets/birthdays?month=5&day=14");

        assertThat(answer.each("", "birthDate")).isNotEmpty().allMatch(date -> date.endsWith("-05-14"));
        assertThat(answer.each("", "pet")).isSorted().startsWith("Biscuit", "Coco", "Jasper", "Kiki", "Kiki");
        assertThat(answer.at("/0/owner")).isEqualTo("Paul Fischer");
        assertThat(answer.json()).hasSize((int) petshop.count("pets where to_char(birth_date, 'MM-DD') = '05-14'"));
    }

    @Test
    void birthdays_leapDay_isADay() {
        assertThat(petshop.get("/api/pets/birthdays?month=2&day=29").status()).isEqualTo(200);
    }

    @Test
    void visits_ofOneMonth_inOrderOfDate() {
        Answer answer = petshop.get("/api/visits?from=2025-05-01&to=2025-05-31&size=2");

        assertThat(answer.json()).isEqualTo(Answer.json("""
                {"items": [
                    {"id": 310, "date": "2025-05-01", "pet": "Oreo", "owner": "Ines Cohen", "vet": "Maya Brandt",
                     "reason": "annual check-up", "cost": 58.5},
                    {"id": 1356, "date": "2025-05-02", "pet": "Sam", "owner": "Amir Hansen", "vet": "Mateo Becker",
                     "reason": "dental cleaning", "cost": 137.0}],
                 "page": 0, "size": 2, "totalItems": 67, "totalPages": 34}
                """));
        assertThat(petshop.get("/api/visits?from=2025-05-01&to=2025-05-31&page=3")
                        .each("/items", "date"))
                .hasSize(7)
                .isSorted();
    }

    @Test
    void vets_all_withTheirSpecialties() {
        Answer answer = petshop.get("/api/vets");

        assertThat(answer.each("", "name")).hasSize(17).startsWith("Emil Baker", "Laura Bauer", "Mateo Becker");
        assertThat(answer.json().at("/0/specialties")).isEqualTo(Answer.json("[\"dentistry\", \"nutrition\"]"));
        assertThat(answer.json().at("/3/specialties")).isEmpty();
    }

    @Test
    void vets_bySpecialty_withAllTheirSpecialties() {
        assertThat(petshop.get("/api/vets?specialty=surgery").json()).isEqualTo(Answer.json("""
                [{"id": 16, "name": "Mateo Becker", "specialties": ["cardiology", "surgery"]},
                 {"id": 10, "name": "Nora Evans", "specialties": ["radiology", "surgery"]},
                 {"id": 15, "name": "Samuel Hansen", "specialties": ["dermatology", "surgery"]}]
                """));
    }

    @Test
    void workload_allVets_countsEachVisitOnce() {
        Answer answer = petshop.get("/api/vets/workload");

        assertThat(answer.json().get(0))
                .isEqualTo(Answer.json("{\"id\": 4, \"name\": \"Maya Brandt\", \"visits\": 163}"));
        assertThat(answer.each("", "visits").stream().mapToLong(Long::parseLong).sum())
                .isEqualTo(2500);
    }

    @Test
    void colleagues_ofOneVet_bySpecialtyWithoutHerself() {
        assertThat(petshop.get("/api/vets/1/colleagues").json()).isEqualTo(Answer.json("""
                [{"specialty": "ophthalmology", "vets": ["Oscar Clarke", "Elena Mbeki", "Maya Olsen"]},
                 {"specialty": "radiology", "vets": ["Maya Brandt", "Nora Evans", "Lena Torres"]}]
                """));
    }
}
