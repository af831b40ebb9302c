package dev.covet.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What is typed while the demo runs. */
final class Orders {
    private Orders() {}

    /** Until it ends, on a thread of its own. */
    static void listen(InputStream input, Consumer<Order> orders, Consumer<String> console) {
        Thread thread = new Thread(() -> read(input, orders, console), "demo-orders");
        thread.setDaemon(true);
        thread.start();
    }

    static void read(InputStream input, Consumer<Order> orders, Consumer<String> console) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Order order = Order.of(line);
                if (order != null) {
                    orders.accept(order);
                } else if (!line.isBlank()) {
                    console.accept("'" + line.strip() + "' is not known: " + Order.HELP + ".");
                }
            }
        } catch (IOException e) {
            console.accept("Nothing typed is read any more: " + e.getMessage());
        }
    }
}
