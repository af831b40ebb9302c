package dev.covet.petshop.reports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReportController {

    private final DashboardService dashboards;
    private final SalesReportService sales;

    ReportController(DashboardService dashboards, SalesReportService sales) {
        this.dashboards = dashboards;
        this.sales = sales;
    }

    @GetMapping("/api/dashboard")
    Dashboard dashboard() {
        return dashboards.dashboard();
    }

    @GetMapping("/api/reports/sales")
    List<MonthSales> sales(@RequestParam @Min(2000) @Max(2100) int year) {
        return sales.ofYear(year);
    }
}
