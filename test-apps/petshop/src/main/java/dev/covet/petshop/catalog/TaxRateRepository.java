package dev.covet.petshop.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface TaxRateRepository extends JpaRepository<TaxRate, Long> {

    Optional<TaxRate> findByCategory(String category);

    List<TaxRate> findAllByOrderByCategory();
}
