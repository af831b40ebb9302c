package dev.covet.petshop.catalog;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface ProductRepository extends JpaRepository<Product, Long> {

    @Query("""
            select p from Product p
            where lower(p.name) like lower(concat('%', :text, '%'))
            and (:category = '' or p.category = :category)
            """)
    Page<Product> search(String text, String category, Pageable pageable);

    List<Product> findByCategoryOrderById(String category);

    List<Product> findTop6ByCategoryAndIdNotOrderByPriceAscIdAsc(String category, Long id);

    @Query("select p from Product p where p.stock <= p.reorderLevel order by p.stock, p.id")
    List<Product> lowOnStock(Limit limit);
}
