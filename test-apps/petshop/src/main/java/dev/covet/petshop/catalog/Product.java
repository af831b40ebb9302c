package dev.covet.petshop.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;

@Entity
@Table(name = "products")
public class Product {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "product_seq")
    @SequenceGenerator(name = "product_seq", sequenceName = "product_seq", allocationSize = 50)
    private Long id;

    private String sku;
    private String name;
    private String category;
    private BigDecimal price;
    private int stock;
    private int reorderLevel;

    @Version
    private int version;

    protected Product() {}

    public Product(NewProduct form) {
        sku = form.sku();
        name = form.name();
        category = form.category();
        price = form.price();
        stock = form.stock();
        reorderLevel = form.reorderLevel();
    }

    public void update(ProductForm form) {
        name = form.name();
        price = form.price();
        stock = form.stock();
        reorderLevel = form.reorderLevel();
    }

    /** Raises the price by this many percent, or lowers it; one cent is the least. */
    public void reprice(BigDecimal percent) {
        BigDecimal changed = price.add(price.multiply(percent).movePointLeft(2)).setScale(2, RoundingMode.HALF_UP);
        price = changed.max(new BigDecimal("0.01"));
    }

    public void take(int quantity) {
        if (quantity > stock) {
            throw new OutOfStockException(this, quantity);
        }
        stock -= quantity;
    }

    public Long getId() {
        return id;
    }

    public String getSku() {
        return sku;
    }

    public String getName() {
        return name;
    }

    public String getCategory() {
        return category;
    }

    public BigDecimal getPrice() {
        return price;
    }

    public int getStock() {
        return stock;
    }

    public int getReorderLevel() {
        return reorderLevel;
    }

    public int getVersion() {
        return version;
    }
}
