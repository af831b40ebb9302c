package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Petshops.class)
class ShopApiTest {

    private final Petshop petshop;

    ShopApiTest(Petshop petshop) {
        this.petshop = petshop;
    }

    @Test
    void products_textInOtherCaseAndCategory_findsNamesThatContainIt() {
        Answer answer = petshop.get("/api/products?search=SALMON&category=food");

        assertThat(answer.at("/totalItems")).isEqualTo("4");
        assertThat(answer.each("/items", "sku"))
                .containsExactlyInAnyOrder("PS-000048", "PS-000072", "PS-000120", "PS-000192");
        assertThat(petshop.get("/api/products?search=SALMON&category=toys").at("/totalItems"))
                .isEqualTo("0");
    }

    @Test
    void products_byCategory_everyEighthProduct() {
        Answer answer = petshop.get("/api/products?category=aquarium&size=10&page=2");

        assertThat(answer.at("/totalItems")).isEqualTo("25");
        assertThat(answer.at("/totalPages")).isEqualTo("3");
        assertThat(answer.each("/items", "category")).hasSize(5).containsOnly("aquarium");
    }

    @Test
    void product_known_showsPriceWithAndWithoutTax() {
        assertThat(petshop.get("/api/products/1").json()).isEqualTo(Answer.json("""
                {"id": 1, "sku": "PS-000001", "name": "Pawsome Catnip Drops, medium", "category": "treats",
                 "price": 23.99, "priceWithTax": 25.67, "label": "EUR 23.99", "stock": 288, "reorderLevel": 10, "version": 0}
                """));
    }

    @Test
    void similar_sameCategory_cheapestFirst() {
        Answer answer = petshop.get("/api/products/1/similar");

        assertThat(answer.each("", "id")).isEqualTo(List.of("89", "137", "145", "65", "193", "25"));
        assertThat(answer.each("", "category")).containsOnly("treats");
    }

    @Test
    void lowStock_limited_emptiestFirstWithSales() {
        assertThat(petshop.get("/api/products/low-stock?limit=2").json()).isEqualTo(Answer.json("""
                [{"productId": 187, "sku": "PS-000187", "product": "Fernwood Basket, large",
                  "stock": 0, "reorderLevel": 10, "sold": 4},
                 {"productId": 50, "sku": "PS-000050", "product": "Sunny Side Running Wheel, small",
                  "stock": 1, "reorderLevel": 10, "sold": 51}]
                """));
        assertThat(petshop.get("/api/products/low-stock").json()).hasSize(13);
    }

    @Test
    void orders_all_newestFirst() {
        assertThat(petshop.get("/api/orders?size=2").json()).isEqualTo(Answer.json("""
                {"items": [
                    {"id": 1000, "customer": "Samuel Olsen", "placedAt": "2025-12-31T23:14:43Z", "status": "NEW",
                     "lines": 4, "total": 207.43},
                    {"id": 999, "customer": "Nina Bell", "placedAt": "2025-12-31T06:02:50Z", "status": "NEW",
                     "lines": 3, "total": 163.92}],
                 "page": 0, "size": 2, "totalItems": 1000, "totalPages": 500}
                """));
    }

    @Test
    void orders_byStatusLastPage_oldestOfThatStatus() {
        Answer answer = petshop.get("/api/orders?status=CANCELLED&size=10&page=6");

        assertThat(answer.at("/totalItems")).isEqualTo("63");
        assertThat(answer.each("/items", "status")).hasSize(3).containsOnly("CANCELLED");
        assertThat(answer.at("/items/2/id")).isEqualTo("5");
    }

    @Test
    void order_known_showsLinesAndTax() {
        assertThat(petshop.get("/api/orders/981").json()).isEqualTo(Answer.json("""
                {"id": 981, "customer": "Samuel Bell", "email": "bell.samuel119@example.com",
                 "placedAt": "2025-12-18T02:40:21Z", "status": "NEW", "paymentReference": null,
                 "total": 39.98, "tax": 5.74, "label": "EUR 39.98", "lines": [
                    {"productId": 10, "product": "Pawsome Puzzle Feeder, classic", "quantity": 1,
                     "unitPrice": 24.49, "amount": 24.49, "taxRate": 0.19},
                    {"productId": 32, "product": "Fernwood Beef Stew, family pack", "quantity": 1,
                     "unitPrice": 15.49, "amount": 15.49, "taxRate": 0.07}]}
                """));
    }

    @Test
    void customers_byCity_withNumberOfOrders() {
        Answer answer = petshop.get("/api/customers?city=Oakham&size=1");

        assertThat(answer.json()).isEqualTo(Answer.json("""
                {"items": [{"id": 19, "name": "Bruno Walsh", "email": "walsh.bruno19@example.com", "city": "Oakham",
                            "memberSince": "2020-08-05", "orders": 3}],
                 "page": 0, "size": 1, "totalItems": 46, "totalPages": 46}
                """));
        assertThat(petshop.get("/api/customers?size=1").at("/totalItems")).isEqualTo("700");
    }

    @Test
    void customer_known_showsOrdersWithLinesNewestFirst() {
        Answer answer = petshop.get("/api/customers/1");

        assertThat(answer.at("/name")).isEqualTo("Oscar Costa");
        assertThat(answer.each("/orders", "id")).hasSize(13).startsWith("968", "834", "764", "742");
        assertThat(answer.each("/orders/0/lines", "product"))
                .startsWith("Northern Tail Leash, family pack", "Northern Tail Flea Drops, small")
                .hasSize(5);
        assertThat(answer.at("/orders/0/tax")).isEqualTo("48.8");
    }

    @Test
    void topCustomers_limited_thoseWhoSpentMost() {
        assertThat(petshop.get("/api/customers/top?limit=2").json()).isEqualTo(Answer.json("""
                [{"id": 4, "name": "Jakob Novak", "orders": 11, "spent": 2472.71},
                 {"id": 17, "name": "Theo Hughes", "orders": 11, "spent": 2116.33}]
                """));
    }
}
