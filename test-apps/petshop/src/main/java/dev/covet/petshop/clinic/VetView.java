package dev.covet.petshop.clinic;

import java.util.List;

public record VetView(Long id, String name, List<String> specialties) {

    static VetView of(Vet vet) {
        return new VetView(
                vet.getId(),
                vet.getName(),
                vet.getSpecialties().stream().map(Specialty::getName).toList());
    }
}
