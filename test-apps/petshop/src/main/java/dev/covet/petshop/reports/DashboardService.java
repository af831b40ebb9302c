package dev.covet.petshop.reports;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

@Service
class DashboardService {

    private final JdbcClient jdbc;

    DashboardService(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Dashboard dashboard() {
        return new Dashboard(
                count("select count(*) from owners"),
                count("select count(*) from pets"),
                count("select count(*) from visits"),
                count("select count(*) from customers"),
                count("select count(*) from products"),
                count("select count(*) from products where stock <= reorder_level"),
                ordersByStatus(),
                revenueOfLastMonths(),
                bestSellers(),
                busiestVets());
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private List<Dashboard.StatusCount> ordersByStatus() {
        return jdbc.sql("""
                        select status, count(*) as orders, sum(total) as total
                        from orders group by status order by orders desc, status
                        """).query(Dashboard.StatusCount.class).list();
    }

    private List<Dashboard.MonthRevenue> revenueOfLastMonths() {
        return jdbc.sql("""
                        select month, revenue from (
                            select to_char(placed_at at time zone 'UTC', 'YYYY-MM') as month, sum(total) as revenue
                            from orders where status <> 'CANCELLED'
                            group by 1 order by 1 desc limit 12) latest
                        order by month
                        """).query(Dashboard.MonthRevenue.class).list();
    }

    private List<Dashboard.BestSeller> bestSellers() {
        return jdbc.sql("""
                        select p.id, p.name as product, sum(l.quantity) as sold
                        from order_lines l join products p on p.id = l.product_id
                        group by p.id order by sold desc, p.id limit 5
                        """).query(Dashboard.BestSeller.class).list();
    }

    private List<Dashboard.BusyVet> busiestVets() {
        return jdbc.sql("""
                        select v.first_name || ' ' || v.last_name as vet, count(*) as visits, sum(t.cost) as earned
                        from visits t join vets v on v.id = t.vet_id
                        group by v.id order by visits desc, v.id limit 5
                        """).query(Dashboard.BusyVet.class).list();
    }
}
