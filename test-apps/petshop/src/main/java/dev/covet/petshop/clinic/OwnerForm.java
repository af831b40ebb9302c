package dev.covet.petshop.clinic;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

public record OwnerForm(
        @NotBlank @Size(max = 60) String firstName,
        @NotBlank @Size(max = 60) String lastName,
        @NotBlank @Size(max = 120) String address,
        @NotBlank @Size(max = 60) String city,

        @NotBlank @Pattern(regexp = "[0-9 +-]{5,20}", message = "must be 5 to 20 digits, spaces, + or -") String telephone,

        @Email @Size(max = 160) String email) {}
