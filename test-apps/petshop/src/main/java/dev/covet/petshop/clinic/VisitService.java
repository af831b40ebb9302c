package dev.covet.petshop.clinic;

import dev.covet.petshop.web.BadInputException;
import dev.covet.petshop.web.PageView;
import java.time.LocalDate;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;

@Service
class VisitService {

    private final VisitRepository visits;

    VisitService(VisitRepository visits) {
        this.visits = visits;
    }

    PageView<VisitSummary> between(LocalDate from, LocalDate to, int page, int size) {
        if (to.isBefore(from)) {
            throw new BadInputException("to", "must not be before 'from' (" + from + "), but is " + to);
        }
        PageRequest request = PageRequest.of(page, size, Sort.by("visitDate", "id"));
        return PageView.of(visits.findByVisitDateBetween(from, to, request).map(VisitSummary::of));
    }
}
