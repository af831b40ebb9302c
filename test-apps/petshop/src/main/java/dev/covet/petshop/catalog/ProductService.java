package dev.covet.petshop.catalog;

import dev.covet.petshop.web.NotFoundException;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class ProductService {

    private final ProductRepository products;
    private final Prices prices;

    ProductService(ProductRepository products, Prices prices) {
        this.products = products;
        this.prices = prices;
    }

    Page<Product> search(String text, String category, int page, int size) {
        return products.search(text, category, PageRequest.of(page, size, Sort.by("name", "id")));
    }

    Product find(long id) {
        return products.findById(id).orElseThrow(() -> new NotFoundException("product", id));
    }

    List<Product> similar(Product product) {
        return products.findTop6ByCategoryAndIdNotOrderByPriceAscIdAsc(product.getCategory(), product.getId());
    }

    ProductView view(Product product) {
        return new ProductView(
                product.getId(),
                product.getSku(),
                product.getName(),
                product.getCategory(),
                product.getPrice(),
                prices.withTax(product),
                prices.label(product.getPrice()),
                product.getStock(),
                product.getReorderLevel(),
                product.getVersion());
    }

    @Transactional
    public ProductView update(long id, ProductForm form) {
        Product product = find(id);
        if (product.getVersion() != form.version()) {
            throw new ObjectOptimisticLockingFailureException(Product.class, id);
        }
        product.update(form);
        return view(products.saveAndFlush(product));
    }

    @Transactional
    public List<ProductView> create(List<NewProduct> batch) {
        for (NewProduct form : batch) {
            prices.taxRate(form.category());
        }
        List<Product> created =
                products.saveAll(batch.stream().map(Product::new).toList());
        return created.stream().map(this::view).toList();
    }

    @Transactional
    public Changed reprice(Repricing form) {
        prices.taxRate(form.category());
        List<Product> affected = products.findByCategoryOrderById(form.category());
        for (Product product : affected) {
            product.reprice(form.percent());
            products.saveAndFlush(product);
        }
        return new Changed(affected.size());
    }
}
