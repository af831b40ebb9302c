package dev.covet.petshop.web;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** A value that passed the form's own checks and is wrong all the same. */
public class BadInputException extends ProblemException {

    public BadInputException(String field, String problem) {
        this(field, problem, null);
    }

    public BadInputException(String field, String problem, Throwable cause) {
        super(HttpStatus.BAD_REQUEST, ErrorAdvice.INVALID, cause);
        getBody().setProperty("errors", Map.of(field, problem));
    }
}
