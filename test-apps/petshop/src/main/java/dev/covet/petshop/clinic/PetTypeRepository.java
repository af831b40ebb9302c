package dev.covet.petshop.clinic;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface PetTypeRepository extends JpaRepository<PetType, Long> {

    Optional<PetType> findByName(String name);
}
