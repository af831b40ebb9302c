package dev.covet.petshop.clinic;

import dev.covet.petshop.web.NotFoundException;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;

@Service
class VetService {

    private final VetRepository vets;
    private final SpecialtyRepository specialties;
    private final VisitRepository visits;

    VetService(VetRepository vets, SpecialtyRepository specialties, VisitRepository visits) {
        this.vets = vets;
        this.specialties = specialties;
        this.visits = visits;
    }

    List<VetView> all() {
        return vets.findAllByOrderByLastNameAscFirstNameAscIdAsc().stream()
                .map(VetView::of)
                .toList();
    }

    List<VetView> withSpecialty(String name) {
        return specialties
                .findByName(name)
                .orElseThrow(() -> new NotFoundException("specialty", name))
                .getVets()
                .stream()
                .map(VetView::of)
                .toList();
    }

    List<VetWorkload> workload() {
        return vets.findAll().stream()
                .map(vet -> new VetWorkload(vet.getId(), vet.getName(), visits.countByVetId(vet.getId())))
                .sorted(Comparator.comparingLong(VetWorkload::visits).reversed().thenComparing(VetWorkload::id))
                .toList();
    }

    List<Colleagues> colleagues(long id) {
        Vet self = vets.findById(id).orElseThrow(() -> new NotFoundException("vet", id));
        return self.getSpecialties().stream()
                .map(specialty -> new Colleagues(specialty.getName(), namesWithout(self, specialty)))
                .toList();
    }

    private static List<String> namesWithout(Vet self, Specialty specialty) {
        return specialty.getVets().stream()
                .filter(vet -> !vet.getId().equals(self.getId()))
                .map(Vet::getName)
                .toList();
    }
}
