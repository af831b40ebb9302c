package dev.covet.petshop.catalog;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

public record NewProduct(
        @NotBlank @Pattern(regexp = "[A-Z0-9-]{3,20}", message = "must be 3 to 20 of A to Z, 0 to 9 and -") String sku,

        @NotBlank @Size(max = 120) String name,
        @NotBlank String category,

        @NotNull @Positive @Digits(integer = 8, fraction = 2) BigDecimal price,

        @PositiveOrZero int stock,
        @PositiveOrZero int reorderLevel) {}
