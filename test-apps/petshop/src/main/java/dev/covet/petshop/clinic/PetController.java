package dev.covet.petshop.clinic;

import dev.covet.petshop.web.BadInputException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/pets")
class PetController {

    private final PetService pets;

    PetController(PetService pets) {
        this.pets = pets;
    }

    @GetMapping("/{id}")
    PetDetail detail(@PathVariable long id) {
        return PetDetail.of(pets.find(id));
    }

    @GetMapping("/birthdays")
    List<Birthday> birthdays(@RequestParam @Min(1) @Max(12) int month, @RequestParam @Min(1) @Max(31) int day) {
        return pets.birthdays(monthDay(month, day));
    }

    private static MonthDay monthDay(int month, int day) {
        try {
            return MonthDay.of(month, day);
        } catch (DateTimeException e) {
            throw new BadInputException("day", "month " + month + " has no day " + day, e);
        }
    }

    @PostMapping("/{id}/visits")
    @ResponseStatus(HttpStatus.CREATED)
    VisitDetail book(@PathVariable long id, @Valid @RequestBody VisitForm form) {
        return pets.book(id, form);
    }
}
