package dev.covet.petshop.clinic;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

public record PetForm(
        @NotBlank @Size(max = 60) String name,
        @NotBlank String type,
        @NotNull @PastOrPresent LocalDate birthDate) {}
