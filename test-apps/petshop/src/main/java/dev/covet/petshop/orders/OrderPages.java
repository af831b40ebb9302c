package dev.covet.petshop.orders;

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
@RequestMapping("/orders")
class OrderPages {

    private static final int PAGE_SIZE = 20;

    private final OrderService orders;
    private final OrderViews views;

    OrderPages(OrderService orders, OrderViews views) {
        this.orders = orders;
        this.views = views;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) OrderStatus status,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageView.LAST_PAGE) int page,
            Model model) {
        model.addAttribute("status", status);
        model.addAttribute("statuses", OrderStatus.values());
        model.addAttribute("orders", orders.list(status, page, PAGE_SIZE));
        return "orders";
    }

    @GetMapping("/{id}")
    String detail(@PathVariable long id, Model model) {
        model.addAttribute("order", views.detail(orders.find(id)));
        return "order";
    }
}
