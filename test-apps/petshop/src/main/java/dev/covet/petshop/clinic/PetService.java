package dev.covet.petshop.clinic;

import dev.covet.petshop.web.NotFoundException;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class PetService {

    private final PetRepository pets;
    private final VetRepository vets;
    private final VisitRepository visits;

    PetService(PetRepository pets, VetRepository vets, VisitRepository visits) {
        this.pets = pets;
        this.vets = vets;
        this.visits = visits;
    }

    Pet find(long id) {
        return pets.findById(id).orElseThrow(() -> new NotFoundException("pet", id));
    }

    List<Birthday> birthdays(MonthDay day) {
        return pets.findAll().stream()
                .filter(pet -> MonthDay.from(pet.getBirthDate()).equals(day))
                .sorted(Comparator.comparing(Pet::getName).thenComparing(Pet::getId))
                .map(Birthday::of)
                .toList();
    }

    @Transactional
    public VisitDetail book(long petId, VisitForm form) {
        Pet pet = find(petId);
        Vet vet = vets.findById(form.vetId()).orElseThrow(() -> new NotFoundException("vet", form.vetId()));
        return VisitDetail.of(visits.save(new Visit(pet, vet, form.date(), form.reason(), form.cost())));
    }
}
