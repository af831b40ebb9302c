package dev.covet.petshop.catalog;

import java.math.BigDecimal;

public record ProductView(
        Long id,
        String sku,
        String name,
        String category,
        BigDecimal price,
        BigDecimal priceWithTax,
        String label,
        int stock,
        int reorderLevel,
        int version) {}
