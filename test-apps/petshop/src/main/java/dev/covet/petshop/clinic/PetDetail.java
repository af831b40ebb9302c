package dev.covet.petshop.clinic;

import java.time.LocalDate;
import java.util.List;

public record PetDetail(Long id, String name, String type, LocalDate birthDate, List<VisitDetail> visits) {

    static PetDetail of(Pet pet) {
        List<VisitDetail> visits = pet.getVisits().stream().map(VisitDetail::of).toList();
        return new PetDetail(pet.getId(), pet.getName(), pet.getType().getName(), pet.getBirthDate(), visits);
    }
}
