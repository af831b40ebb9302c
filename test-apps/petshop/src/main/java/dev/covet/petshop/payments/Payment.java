package dev.covet.petshop.payments;

/** The gateway's answer: a reference when approved, a reason when not. */
public record Payment(boolean approved, String reference, String reason) {}
