package dev.covet.petshop.orders;

public record Restock(Long productId, String sku, String product, int stock, int reorderLevel, long sold) {}
