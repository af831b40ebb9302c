package dev.covet.petshop.orders;

import java.time.LocalDate;

public record CustomerSummary(Long id, String name, String email, String city, LocalDate memberSince, long orders) {}
