package dev.covet.petshop.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

public record OrderDetail(
        Long id,
        String customer,
        String email,
        Instant placedAt,
        OrderStatus status,
        String paymentReference,
        BigDecimal total,
        BigDecimal tax,
        String label,
        List<LineDetail> lines) {}
