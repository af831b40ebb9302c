package dev.covet.petshop.clinic;

import java.time.LocalDate;

public record Birthday(Long petId, String pet, String type, LocalDate birthDate, String owner, String telephone) {

    static Birthday of(Pet pet) {
        Owner owner = pet.getOwner();
        return new Birthday(
                pet.getId(),
                pet.getName(),
                pet.getType().getName(),
                pet.getBirthDate(),
                owner.getName(),
                owner.getTelephone());
    }
}
