package dev.covet.petshop.orders;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface OrderLineRepository extends JpaRepository<OrderLine, Long> {

    long countByOrderId(Long orderId);

    @Query("select coalesce(sum(l.quantity), 0) from OrderLine l where l.product.id = :productId")
    long sold(Long productId);

    @Query("""
            select p.name from OrderLine l join l.product p join l.order o
            where o.placedAt >= :from and o.placedAt < :to and o.status <> CANCELLED
            group by p.id, p.name order by sum(l.quantity) desc, p.id
            """)
    List<String> bestSellers(Instant from, Instant to, Limit limit);
}
