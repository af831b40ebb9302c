package dev.covet.petshop.orders;

import dev.covet.petshop.catalog.Product;
import dev.covet.petshop.catalog.ProductRepository;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RestockController {

    private final ProductRepository products;
    private final OrderLineRepository lines;

    RestockController(ProductRepository products, OrderLineRepository lines) {
        this.products = products;
        this.lines = lines;
    }

    @GetMapping("/api/products/low-stock")
    List<Restock> lowStock(@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return products.lowOnStock(Limit.of(limit)).stream().map(this::restock).toList();
    }

    private Restock restock(Product product) {
        return new Restock(
                product.getId(),
                product.getSku(),
                product.getName(),
                product.getStock(),
                product.getReorderLevel(),
                lines.sold(product.getId()));
    }
}
