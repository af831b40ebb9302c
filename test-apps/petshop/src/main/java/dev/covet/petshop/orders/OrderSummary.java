package dev.covet.petshop.orders;

import java.math.BigDecimal;
import java.time.Instant;

public record OrderSummary(
        Long id, String customer, Instant placedAt, OrderStatus status, long lines, BigDecimal total) {}
