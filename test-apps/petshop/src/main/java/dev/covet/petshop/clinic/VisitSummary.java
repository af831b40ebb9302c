package dev.covet.petshop.clinic;

import java.math.BigDecimal;
import java.time.LocalDate;

public record VisitSummary(
        Long id, LocalDate date, String pet, String owner, String vet, String reason, BigDecimal cost) {

    static VisitSummary of(Visit visit) {
        Pet pet = visit.getPet();
        return new VisitSummary(
                visit.getId(),
                visit.getVisitDate(),
                pet.getName(),
                pet.getOwner().getName(),
                visit.getVet().getName(),
                visit.getReason(),
                visit.getCost());
    }
}
