package dev.covet.petshop.orders;

import dev.covet.petshop.catalog.Product;
import dev.covet.petshop.catalog.ProductRepository;
import dev.covet.petshop.web.NotFoundException;
import java.time.Clock;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class OrderService {

    private static final Sort NEWEST_FIRST = Sort.by("placedAt", "id").descending();

    private final OrderRepository orders;
    private final CustomerRepository customers;
    private final ProductRepository products;
    private final Clock clock;

    OrderService(OrderRepository orders, CustomerRepository customers, ProductRepository products, Clock clock) {
        this.orders = orders;
        this.customers = customers;
        this.products = products;
        this.clock = clock;
    }

    Page<Order> list(OrderStatus status, int page, int size) {
        PageRequest request = PageRequest.of(page, size, NEWEST_FIRST);
        return status == null ? orders.findAll(request) : orders.findByStatus(status, request);
    }

    Order find(long id) {
        return orders.findById(id).orElseThrow(() -> new NotFoundException("order", id));
    }

    @Transactional
    public Order create(OrderForm form) {
        Customer customer = customers
                .findById(form.customerId())
                .orElseThrow(() -> new NotFoundException("customer", form.customerId()));
        Order order = new Order(customer, clock.instant());
        for (OrderForm.Line line : form.lines()) {
            Product product = products.findById(line.productId())
                    .orElseThrow(() -> new NotFoundException("product", line.productId()));
            order.add(product, line.quantity());
        }
        return orders.save(order);
    }

    @Transactional
    public Order cancel(long id) {
        Order order = find(id);
        order.cancel();
        return order;
    }
}
