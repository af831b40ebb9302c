package dev.covet.petshop.reports;

import dev.covet.petshop.orders.OrderLineRepository;
import dev.covet.petshop.orders.OrderRepository;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
class SalesReportService {

    private final OrderRepository orders;
    private final OrderLineRepository lines;

    SalesReportService(OrderRepository orders, OrderLineRepository lines) {
        this.orders = orders;
        this.lines = lines;
    }

    List<MonthSales> ofYear(int year) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> ofMonth(YearMonth.of(year, month)))
                .toList();
    }

    private MonthSales ofMonth(YearMonth month) {
        Instant from = startOf(month);
        Instant to = startOf(month.plusMonths(1));
        List<String> best = lines.bestSellers(from, to, Limit.of(1));
        return new MonthSales(
                month, orders.countPlaced(from, to), orders.revenue(from, to), best.isEmpty() ? null : best.get(0));
    }

    private static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
