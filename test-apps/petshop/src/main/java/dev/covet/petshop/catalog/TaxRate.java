package dev.covet.petshop.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

@Entity
@Table(name = "tax_rates")
class TaxRate {

    @Id
    private Long id;

    private String category;
    private BigDecimal rate;

    protected TaxRate() {}

    String getCategory() {
        return category;
    }

    BigDecimal getRate() {
        return rate;
    }
}
