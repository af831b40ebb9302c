package dev.covet.petshop.orders;

import java.math.BigDecimal;

public interface TopCustomer {

    Long getId();

    String getName();

    Long getOrders();

    BigDecimal getSpent();
}
