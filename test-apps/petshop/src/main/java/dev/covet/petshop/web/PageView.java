package dev.covet.petshop.web;

import java.util.List;
import org.springframework.data.domain.Page;

/** One page of a list as the API answers it. */
public record PageView<T>(List<T> items, int page, int size, long totalItems, int totalPages) {

    public static final int LARGEST_SIZE = 100;
    public static final long LAST_PAGE = 1_000_000;

    public static <T> PageView<T> of(Page<T> page) {
        return new PageView<>(
                page.getContent(), page.getNumber(), page.getSize(), page.getTotalElements(), page.getTotalPages());
    }
}
