package dev.covet.petshop.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

public record OrderForm(
        @NotNull Long customerId, @NotEmpty @Size(max = 100) List<@Valid Line> lines) {

    public record Line(
            @NotNull Long productId, @Positive @Max(1000) int quantity) {}
}
