package dev.covet.petshop.web;

import org.springframework.http.HttpStatus;

public class NotFoundException extends ProblemException {

    public NotFoundException(String thing, Object id) {
        super(HttpStatus.NOT_FOUND, "There is no " + thing + " " + id + ".");
    }
}
