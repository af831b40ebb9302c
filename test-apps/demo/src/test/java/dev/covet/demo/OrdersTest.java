package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersTest {
    @Test
    void whatIsTyped_isAnOrderByItsNameOrFirstLetter() {
        List<Order> orders = new ArrayList<>();
        List<String> said = new ArrayList<>();
        byte[] typed = "k\n\n Promote \nquit\nR".getBytes(StandardCharsets.UTF_8);
        Orders.read(new ByteArrayInputStream(typed), orders::add, said::add);
        assertThat(orders).containsExactly(Order.KILL, Order.PROMOTE, Order.RESTART);
        assertThat(said).containsExactly("'quit' is not known: " + Order.HELP + ".");
    }
}
