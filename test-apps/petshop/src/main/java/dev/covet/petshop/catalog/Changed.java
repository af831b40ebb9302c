package dev.covet.petshop.catalog;

public record Changed(int products) {}
