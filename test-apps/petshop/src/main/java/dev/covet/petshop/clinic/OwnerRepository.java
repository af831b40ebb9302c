package dev.covet.petshop.clinic;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface OwnerRepository extends JpaRepository<Owner, Long> {

    @Query("select o from Owner o where lower(o.lastName) like lower(concat(:lastName, '%'))")
    Page<Owner> search(String lastName, Pageable pageable);
}
