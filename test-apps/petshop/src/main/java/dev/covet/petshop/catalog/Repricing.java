package dev.covet.petshop.catalog;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;

public record Repricing(
        @NotBlank String category,
        @NotNull @DecimalMin("-50") @DecimalMax("100") BigDecimal percent) {}
