package dev.covet.petshop.catalog;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

public record ProductForm(
        @NotBlank @Size(max = 120) String name,

        @NotNull @Positive @Digits(integer = 8, fraction = 2) BigDecimal price,

        @PositiveOrZero int stock,
        @PositiveOrZero int reorderLevel,
        @NotNull Integer version) {}
