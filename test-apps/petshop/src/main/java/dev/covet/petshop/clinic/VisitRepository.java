package dev.covet.petshop.clinic;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface VisitRepository extends JpaRepository<Visit, Long> {

    Page<Visit> findByVisitDateBetween(LocalDate from, LocalDate to, Pageable pageable);

    Optional<Visit> findFirstByPetOwnerIdOrderByVisitDateDescIdDesc(Long ownerId);

    long countByVetId(Long vetId);
}
