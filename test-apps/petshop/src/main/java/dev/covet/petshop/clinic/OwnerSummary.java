package dev.covet.petshop.clinic;

import java.time.LocalDate;
import java.util.List;

public record OwnerSummary(
        Long id, String name, String city, String telephone, List<String> pets, LocalDate lastVisit) {}
