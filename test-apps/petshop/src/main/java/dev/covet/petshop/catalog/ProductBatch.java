package dev.covet.petshop.catalog;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;

public record ProductBatch(@NotEmpty @Size(max = 1000) List<@Valid NewProduct> products) {}
