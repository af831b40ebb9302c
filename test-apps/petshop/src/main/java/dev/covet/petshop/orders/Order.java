package dev.covet.petshop.orders;

import dev.covet.petshop.catalog.Product;
import dev.covet.petshop.web.ProblemException;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;

@Entity
@Table(name = "orders")
public class Order {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "order_seq")
    @SequenceGenerator(name = "order_seq", sequenceName = "order_seq", allocationSize = 50)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Customer customer;

    private Instant placedAt;

    @Enumerated(EnumType.STRING)
    private OrderStatus status = OrderStatus.NEW;

    private BigDecimal total = BigDecimal.ZERO;
    private String paymentReference;

    @Version
    private int version;

    @OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
    @OrderBy("id")
    private List<OrderLine> lines = new ArrayList<>();

    protected Order() {}

    public Order(Customer customer, Instant placedAt) {
        this.customer = customer;
        this.placedAt = placedAt;
    }

    public void add(Product product, int quantity) {
        OrderLine line = new OrderLine(this, product, quantity);
        lines.add(line);
        total = total.add(line.getAmount());
    }

    public void pay(String reference) {
        paymentReference = reference;
        status = OrderStatus.PAID;
    }

    public void cancel() {
        requireNew("cancelled");
        status = OrderStatus.CANCELLED;
    }

    public void requireNew(String purpose) {
        if (status != OrderStatus.NEW) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "Order " + id + " is " + status + "; only NEW orders can be " + purpose + ".");
        }
    }

    public Long getId() {
        return id;
    }

    public Customer getCustomer() {
        return customer;
    }

    public Instant getPlacedAt() {
        return placedAt;
    }

    public LocalDate getPlacedOn() {
        return LocalDate.ofInstant(placedAt, ZoneOffset.UTC);
    }

    public OrderStatus getStatus() {
        return status;
    }

    public BigDecimal getTotal() {
        return total;
    }

    public String getPaymentReference() {
        return paymentReference;
    }

    public List<OrderLine> getLines() {
        return lines;
    }
}
