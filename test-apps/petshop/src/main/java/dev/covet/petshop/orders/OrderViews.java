package dev.covet.petshop.orders;

import dev.covet.petshop.catalog.Prices;
import dev.covet.petshop.catalog.Product;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.springframework.stereotype.Component;

/** Turns orders into what the API shows of them. */
@Component
class OrderViews {

    private final OrderLineRepository lines;
    private final Prices prices;

    OrderViews(OrderLineRepository lines, Prices prices) {
        this.lines = lines;
        this.prices = prices;
    }

    OrderSummary summary(Order order) {
        return new OrderSummary(
                order.getId(),
                order.getCustomer().getName(),
                order.getPlacedAt(),
                order.getStatus(),
                lines.countByOrderId(order.getId()),
                order.getTotal());
    }

    OrderDetail detail(Order order) {
        List<LineDetail> details = order.getLines().stream().map(this::line).toList();
        BigDecimal tax = details.stream()
                .map(line -> line.amount().multiply(line.taxRate()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_UP);
        return new OrderDetail(
                order.getId(),
                order.getCustomer().getName(),
                order.getCustomer().getEmail(),
                order.getPlacedAt(),
                order.getStatus(),
                order.getPaymentReference(),
                order.getTotal(),
                tax,
                prices.label(order.getTotal()),
                details);
    }

    private LineDetail line(OrderLine line) {
        Product product = line.getProduct();
        return new LineDetail(
                product.getId(),
                product.getName(),
                line.getQuantity(),
                line.getUnitPrice(),
                line.getAmount(),
                prices.taxRate(product.getCategory()));
    }
}
