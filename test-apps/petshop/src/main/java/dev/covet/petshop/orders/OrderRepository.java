package dev.covet.petshop.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface OrderRepository extends JpaRepository<Order, Long> {

    Page<Order> findByStatus(OrderStatus status, Pageable pageable);

    List<Order> findTop10ByOrderByPlacedAtDescIdDesc();

    long countByCustomerId(Long customerId);

    @Query("select count(o) from Order o where o.placedAt >= :from and o.placedAt < :to and o.status <> CANCELLED")
    long countPlaced(Instant from, Instant to);

    @Query("""
            select coalesce(sum(o.total), 0) from Order o
            where o.placedAt >= :from and o.placedAt < :to and o.status <> CANCELLED
            """)
    BigDecimal revenue(Instant from, Instant to);
}
