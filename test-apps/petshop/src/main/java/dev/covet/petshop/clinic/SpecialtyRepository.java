package dev.covet.petshop.clinic;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface SpecialtyRepository extends JpaRepository<Specialty, Long> {

    Optional<Specialty> findByName(String name);
}
