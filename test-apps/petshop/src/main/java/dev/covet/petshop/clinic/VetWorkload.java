package dev.covet.petshop.clinic;

public record VetWorkload(Long id, String name, long visits) {}
