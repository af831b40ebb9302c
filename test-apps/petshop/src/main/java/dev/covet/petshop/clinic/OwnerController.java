package dev.covet.petshop.clinic;

import dev.covet.petshop.web.PageView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/owners")
class OwnerController {

    private final OwnerService owners;

    OwnerController(OwnerService owners) {
        this.owners = owners;
    }

    @GetMapping
    PageView<OwnerSummary> list(
            @RequestParam(defaultValue = "") String lastName,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageView.LAST_PAGE) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageView.LARGEST_SIZE) int size) {
        return owners.summaries(lastName, page, size);
    }

    @GetMapping("/{id}")
    OwnerDetail detail(@PathVariable long id) {
        return owners.detail(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OwnerDetail create(@Valid @RequestBody OwnerForm form) {
        return owners.create(form);
    }

    @PutMapping("/{id}")
    OwnerDetail update(@PathVariable long id, @Valid @RequestBody OwnerForm form) {
        return owners.update(id, form);
    }

    @PostMapping("/{id}/pets")
    @ResponseStatus(HttpStatus.CREATED)
    PetDetail addPet(@PathVariable long id, @Valid @RequestBody PetForm form) {
        return owners.addPet(id, form);
    }
}
