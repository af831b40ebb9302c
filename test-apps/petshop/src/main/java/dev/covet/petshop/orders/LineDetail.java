package dev.covet.petshop.orders;

import java.math.BigDecimal;

public record LineDetail(
        Long productId, String product, int quantity, BigDecimal unitPrice, BigDecimal amount, BigDecimal taxRate) {}
