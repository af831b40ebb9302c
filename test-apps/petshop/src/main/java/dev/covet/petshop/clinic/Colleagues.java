package dev.covet.petshop.clinic;

import java.util.List;

/** The vets who share a specialty with one vet, by specialty. */
public record Colleagues(String specialty, List<String> vets) {}
