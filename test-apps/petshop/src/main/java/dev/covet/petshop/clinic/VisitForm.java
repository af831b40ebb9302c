package dev.covet.petshop.clinic;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;

public record VisitForm(
        @NotNull Long vetId,
        @NotNull LocalDate date,
        @NotBlank @Size(max = 200) String reason,

        @NotNull @PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal cost) {}
