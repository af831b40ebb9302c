package dev.covet.petshop.orders;

import dev.covet.petshop.web.PageView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/customers")
class CustomerController {

    private final CustomerService customers;

    CustomerController(CustomerService customers) {
        this.customers = customers;
    }

    @GetMapping
    PageView<CustomerSummary> list(
            @RequestParam(defaultValue = "") String city,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageView.LAST_PAGE) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageView.LARGEST_SIZE) int size) {
        return customers.list(city, page, size);
    }

    @GetMapping("/{id}")
    CustomerDetail detail(@PathVariable long id) {
        return customers.detail(id);
    }

    @GetMapping("/top")
    List<TopCustomer> top(@RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit) {
        return customers.top(limit);
    }
}
