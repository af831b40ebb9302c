package dev.covet.petshop.clinic;

import dev.covet.petshop.web.BadInputException;
import java.util.List;
import java.util.stream.Collectors;

class UnknownPetTypeException extends BadInputException {

    UnknownPetTypeException(String type, List<PetType> known) {
        super("type", "must be one of " + names(known) + ", but is '" + type + "'");
    }

    private static String names(List<PetType> known) {
        return known.stream().map(PetType::getName).collect(Collectors.joining(", "));
    }
}
