package dev.covet.petshop.reports;

import dev.covet.petshop.orders.OrderRepository;
import java.math.BigDecimal;
import java.util.Comparator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomePage {

    private final DashboardService dashboards;
    private final OrderRepository orders;

    HomePage(DashboardService dashboards, OrderRepository orders) {
        this.dashboards = dashboards;
        this.orders = orders;
    }

    @GetMapping("/")
    String home(Model model) {
        Dashboard dashboard = dashboards.dashboard();
        BigDecimal best = dashboard.revenue().stream()
                .map(Dashboard.MonthRevenue::revenue)
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ONE);
        model.addAttribute("dashboard", dashboard);
        model.addAttribute("bestMonth", best);
        model.addAttribute("latest", orders.findTop10ByOrderByPlacedAtDescIdDesc());
        return "home";
    }
}
