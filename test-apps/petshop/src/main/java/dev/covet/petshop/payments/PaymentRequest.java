package dev.covet.petshop.payments;

import java.math.BigDecimal;

public record PaymentRequest(String purpose, BigDecimal amount, String currency, String cardNumber) {}
