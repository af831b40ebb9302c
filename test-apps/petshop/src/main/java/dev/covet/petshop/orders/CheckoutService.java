package dev.covet.petshop.orders;

import dev.covet.petshop.catalog.Prices;
import dev.covet.petshop.payments.Payment;
import dev.covet.petshop.payments.PaymentClient;
import dev.covet.petshop.payments.PaymentRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class CheckoutService {

    private final OrderService orders;
    private final OrderRepository repository;
    private final PaymentClient payments;
    private final Prices prices;

    CheckoutService(OrderService orders, OrderRepository repository, PaymentClient payments, Prices prices) {
        this.orders = orders;
        this.repository = repository;
        this.payments = payments;
        this.prices = prices;
    }

    /** Takes the goods from stock and the money from the card, or does neither. */
    @Transactional
    public Order checkout(long id, CheckoutForm form) {
        Order order = orders.find(id);
        order.requireNew("paid");
        for (OrderLine line : order.getLines()) {
            line.getProduct().take(line.getQuantity());
        }
        repository.flush();
        Payment payment = payments.charge(
                new PaymentRequest("order-" + id, order.getTotal(), prices.currency(), form.cardNumber()));
        order.pay(payment.reference());
        return order;
    }
}
