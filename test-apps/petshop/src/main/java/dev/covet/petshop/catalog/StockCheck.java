package dev.covet.petshop.catalog;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the staff when products run low, and again whenever the number changes. */
@Component
class StockCheck {

    private static final Logger log = LoggerFactory.getLogger(StockCheck.class);

    private final ProductRepository products;
    private int lastReported;

    StockCheck(ProductRepository products) {
        this.products = products;
    }

    @Scheduled(initialDelayString = "${petshop.stock-check}", fixedDelayString = "${petshop.stock-check}")
    void check() {
        List<Product> low = products.lowOnStock(Limit.unlimited());
        if (low.size() != lastReported) {
            log.info("{} products are low on stock, see /api/products/low-stock", low.size());
            lastReported = low.size();
        }
    }
}
