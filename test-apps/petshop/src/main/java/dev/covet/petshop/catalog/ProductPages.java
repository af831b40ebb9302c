package dev.covet.petshop.catalog;

import dev.covet.petshop.web.PageView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/products")
class ProductPages {

    private static final int PAGE_SIZE = 20;

    private final ProductService products;
    private final Prices prices;

    ProductPages(ProductService products, Prices prices) {
        this.products = products;
        this.prices = prices;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageView.LAST_PAGE) int page,
            Model model) {
        model.addAttribute("search", search);
        model.addAttribute("category", category);
        model.addAttribute("categories", prices.categories());
        model.addAttribute("products", products.search(search, category, page, PAGE_SIZE));
        return "products";
    }

    @GetMapping("/{id}")
    String detail(@PathVariable long id, Model model) {
        Product product = products.find(id);
        model.addAttribute("product", product);
        model.addAttribute("similar", products.similar(product));
        return "product";
    }
}
