package dev.covet.petshop.reports;

import java.math.BigDecimal;
import java.time.YearMonth;

public record MonthSales(YearMonth month, long orders, BigDecimal revenue, String bestSeller) {}
