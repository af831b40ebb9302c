package dev.covet.petshop.orders;

import dev.covet.petshop.web.NotFoundException;
import dev.covet.petshop.web.PageView;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
class CustomerService {

    private final CustomerRepository customers;
    private final OrderRepository orders;
    private final OrderViews views;

    CustomerService(CustomerRepository customers, OrderRepository orders, OrderViews views) {
        this.customers = customers;
        this.orders = orders;
        this.views = views;
    }

    PageView<CustomerSummary> list(String city, int page, int size) {
        PageRequest request = PageRequest.of(page, size, Sort.by("id"));
        Page<Customer> found = city.isEmpty() ? customers.findAll(request) : customers.findByCity(city, request);
        return PageView.of(found.map(this::summary));
    }

    private CustomerSummary summary(Customer customer) {
        return new CustomerSummary(
                customer.getId(),
                customer.getName(),
                customer.getEmail(),
                customer.getCity(),
                customer.getMemberSince(),
                orders.countByCustomerId(customer.getId()));
    }

    CustomerDetail detail(long id) {
        Customer customer = customers.findById(id).orElseThrow(() -> new NotFoundException("customer", id));
        List<OrderDetail> placed =
                customer.getOrders().stream().map(views::detail).toList();
        return new CustomerDetail(
                customer.getId(),
                customer.getName(),
                customer.getEmail(),
                customer.getCity(),
                customer.getMemberSince(),
                placed);
    }

    List<TopCustomer> top(int limit) {
        return customers.top(limit);
    }
}
