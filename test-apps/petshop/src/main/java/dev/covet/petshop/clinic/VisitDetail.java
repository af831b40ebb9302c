package dev.covet.petshop.clinic;

import java.math.BigDecimal;
import java.time.LocalDate;

public record VisitDetail(Long id, LocalDate date, String reason, String vet, BigDecimal cost) {

    static VisitDetail of(Visit visit) {
        return new VisitDetail(
                visit.getId(),
                visit.getVisitDate(),
                visit.getReason(),
                visit.getVet().getName(),
                visit.getCost());
    }
}
