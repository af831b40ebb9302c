package dev.covet.petshop.orders;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;

public interface CustomerRepository extends JpaRepository<Customer, Long> {

    Page<Customer> findByCity(String city, Pageable pageable);

    @NativeQuery("""
            select c.id, c.first_name || ' ' || c.last_name as name, count(*) as orders, sum(o.total) as spent
            from customers c join orders o on o.customer_id = c.id
            where o.status <> 'CANCELLED'
            group by c.id
            order by spent desc, c.id
            limit :limit
            """)
    List<TopCustomer> top(int limit);
}
