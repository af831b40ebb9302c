package dev.covet.petshop.catalog;

import dev.covet.petshop.web.ProblemException;
import org.springframework.http.HttpStatus;

public class OutOfStockException extends ProblemException {

    OutOfStockException(Product product, int wanted) {
        super(
                HttpStatus.CONFLICT,
                "Only " + product.getStock() + " of '" + product.getName() + "' left, but " + wanted + " ordered.");
    }
}
