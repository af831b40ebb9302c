package dev.covet.petshop.orders;

import java.time.LocalDate;
import java.util.List;

public record CustomerDetail(
        Long id, String name, String email, String city, LocalDate memberSince, List<OrderDetail> orders) {}
