package dev.covet.petshop.clinic;

import java.util.List;

public record OwnerDetail(
        Long id,
        String firstName,
        String lastName,
        String address,
        String city,
        String telephone,
        String email,
        List<PetDetail> pets) {

    static OwnerDetail of(Owner owner) {
        List<PetDetail> pets = owner.getPets().stream().map(PetDetail::of).toList();
        return new OwnerDetail(
                owner.getId(),
                owner.getFirstName(),
                owner.getLastName(),
                owner.getAddress(),
                owner.getCity(),
                owner.getTelephone(),
                owner.getEmail(),
                pets);
    }
}
