package dev.covet.petshop.clinic;

import dev.covet.petshop.web.PageView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/visits")
class VisitController {

    private final VisitService visits;

    VisitController(VisitService visits) {
        this.visits = visits;
    }

    @GetMapping
    PageView<VisitSummary> between(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageView.LAST_PAGE) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageView.LARGEST_SIZE) int size) {
        return visits.between(from, to, page, size);
    }
}
