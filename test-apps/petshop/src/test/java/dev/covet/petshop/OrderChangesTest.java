package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Petshops.class)
@ChangesData
class OrderChangesTest {

    private static final String GOOD_CARD = "{\"cardNumber\": \"4242424242424242\"}";
    private static final String DECLINED_CARD = "{\"cardNumber\": \"4000000000000002\"}";

    private final Petshop petshop;

    OrderChangesTest(Petshop petshop) {
        this.petshop = petshop;
    }

    @Test
    void create_twoLines_totalOfBoth() {
        Answer answer = petshop.post("/api/orders", order(1, 2));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/customer")).isEqualTo("Oscar Costa");
        assertThat(answer.at("/status")).isEqualTo("NEW");
        assertThat(answer.at("/total")).isEqualTo("66.97");
        assertThat(petshop.get("/api/orders/" + answer.at("/id")).each("/lines", "quantity"))
                .containsExactly("2", "1");
    }

    @Test
    void create_unknownCustomerOrProduct_404() {
        assertThat(petshop.post("/api/orders", order(99999, 2)).at("/detail")).isEqualTo("There is no customer 99999.");
        assertThat(petshop.post("/api/orders", order(1, 99999)).at("/detail")).isEqualTo("There is no product 99999.");
    }

    @Test
    void checkout_goodCard_paidAndTakenFromStock() {
        assertThat(stock(5)).isEqualTo(5);

        Answer answer = petshop.post("/api/orders/990/checkout", GOOD_CARD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("PAID");
        assertThat(answer.at("/paymentReference")).isEqualTo("SANDBOX-order-990");
        assertThat(petshop.get("/api/orders/990").json()).isEqualTo(answer.json());
        assertThat(stock(5)).isEqualTo(1);
    }

    @Test
    void checkout_declinedCard_402AndNothingChanged() {
        long before = stock(10);

        Answer answer = petshop.post("/api/orders/981/checkout", DECLINED_CARD);

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.at("/detail")).isEqualTo("The payment was declined: insufficient funds.");
        assertThat(stock(10)).isEqualTo(before);
        assertThat(petshop.get("/api/orders/981").at("/status")).isEqualTo("NEW");
        assertThat(petshop.count("orders where id = 981 and version = 0 and payment_reference is null"))
                .isOne();
    }

    @Test
    void checkout_paidOrder_409() {
        Answer answer = petshop.post("/api/orders/960/checkout", GOOD_CARD);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/detail")).isEqualTo("Order 960 is PAID; only NEW orders can be paid.");
    }

    @Test
    void checkout_moreThanInStock_409AndOrderStaysNew() {
        String id = petshop.post("/api/orders", order(1, 187)).at("/id");

        Answer answer = petshop.post("/api/orders/" + id + "/checkout", GOOD_CARD);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/detail")).isEqualTo("Only 0 of 'Fernwood Basket, large' left, but 2 ordered.");
        assertThat(petshop.get("/api/orders/" + id).at("/status")).isEqualTo("NEW");
    }

    @Test
    void cancel_newOrder_cancelledOnce() {
        assertThat(petshop.post("/api/orders/985/cancel", "").at("/status")).isEqualTo("CANCELLED");

        Answer again = petshop.post("/api/orders/985/cancel", "");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/detail")).isEqualTo("Order 985 is CANCELLED; only NEW orders can be cancelled.");
    }

    private long stock(int product) {
        return Long.parseLong(petshop.get("/api/products/" + product).at("/stock"));
    }

    private static String order(int customer, int product) {
        return "{\"customerId\": %d, \"lines\": [{\"productId\": %d, \"quantity\": 2}, {\"productId\": 1, \"quantity\": 1}]}"
                .formatted(customer, product);
    }
}
