package dev.covet.petshop.catalog;

import dev.covet.petshop.web.PageView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/products")
class ProductController {

    private final ProductService products;

    ProductController(ProductService products) {
        this.products = products;
    }

    @GetMapping
    PageView<ProductView> search(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageView.LAST_PAGE) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageView.LARGEST_SIZE) int size) {
        return PageView.of(products.search(search, category, page, size).map(products::view));
    }

    @GetMapping("/{id}")
    ProductView detail(@PathVariable long id) {
        return products.view(products.find(id));
    }

    @GetMapping("/{id}/similar")
    List<ProductView> similar(@PathVariable long id) {
        return products.similar(products.find(id)).stream().map(products::view).toList();
    }

    @PutMapping("/{id}")
    ProductView update(@PathVariable long id, @Valid @RequestBody ProductForm form) {
        return products.update(id, form);
    }

    @PostMapping("/batch")
    @ResponseStatus(HttpStatus.CREATED)
    List<ProductView> create(@Valid @RequestBody ProductBatch batch) {
        return products.create(batch.products());
    }

    @PostMapping("/reprice")
    Changed reprice(@Valid @RequestBody Repricing form) {
        return products.reprice(form);
    }
}
