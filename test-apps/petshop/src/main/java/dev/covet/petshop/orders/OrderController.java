package dev.covet.petshop.orders;

import dev.covet.petshop.web.PageView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders")
class OrderController {

    private final OrderService orders;
    private final CheckoutService checkout;
    private final OrderViews views;

    OrderController(OrderService orders, CheckoutService checkout, OrderViews views) {
        this.orders = orders;
        this.checkout = checkout;
        this.views = views;
    }

    @GetMapping
    PageView<OrderSummary> list(
            @RequestParam(required = false) OrderStatus status,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageView.LAST_PAGE) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageView.LARGEST_SIZE) int size) {
        return PageView.of(orders.list(status, page, size).map(views::summary));
    }

    @GetMapping("/{id}")
    OrderDetail detail(@PathVariable long id) {
        return views.detail(orders.find(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OrderDetail create(@Valid @RequestBody OrderForm form) {
        return views.detail(orders.create(form));
    }

    @PostMapping("/{id}/checkout")
    OrderDetail checkout(@PathVariable long id, @Valid @RequestBody CheckoutForm form) {
        return views.detail(checkout.checkout(id, form));
    }

    @PostMapping("/{id}/cancel")
    OrderDetail cancel(@PathVariable long id) {
        return views.detail(orders.cancel(id));
    }
}
