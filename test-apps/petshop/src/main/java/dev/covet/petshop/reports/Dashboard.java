package dev.covet.petshop.reports;

import java.math.BigDecimal;
import java.util.List;

public record Dashboard(
        long owners,
        long pets,
        long visits,
        long customers,
        long products,
        long lowOnStock,
        List<StatusCount> orders,
        List<MonthRevenue> revenue,
        List<BestSeller> bestSellers,
        List<BusyVet> busiestVets) {

    public record StatusCount(String status, long orders, BigDecimal total) {}

    public record MonthRevenue(String month, BigDecimal revenue) {}

    public record BestSeller(long id, String product, long sold) {}

    public record BusyVet(String vet, long visits, BigDecimal earned) {}
}
