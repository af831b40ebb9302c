package dev.covet.petshop.clinic;

import dev.covet.petshop.web.NotFoundException;
import dev.covet.petshop.web.PageView;
import java.time.LocalDate;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
class OwnerService {

    private static final Sort BY_NAME = Sort.by("lastName", "firstName", "id");

    private final OwnerRepository owners;
    private final PetTypeRepository petTypes;
    private final PetRepository pets;
    private final VisitRepository visits;

    OwnerService(OwnerRepository owners, PetTypeRepository petTypes, PetRepository pets, VisitRepository visits) {
        this.owners = owners;
        this.petTypes = petTypes;
        this.pets = pets;
        this.visits = visits;
    }

    Page<Owner> search(String lastName, int page, int size) {
        return owners.search(lastName, PageRequest.of(page, size, BY_NAME));
    }

    PageView<OwnerSummary> summaries(String lastName, int page, int size) {
        return PageView.of(search(lastName, page, size).map(this::summary));
    }

    private OwnerSummary summary(Owner owner) {
        List<String> names = owner.getPets().stream().map(Pet::getName).toList();
        LocalDate lastVisit = visits.findFirstByPetOwnerIdOrderByVisitDateDescIdDesc(owner.getId())
                .map(Visit::getVisitDate)
                .orElse(null);
        return new OwnerSummary(
                owner.getId(), owner.getName(), owner.getCity(), owner.getTelephone(), names, lastVisit);
    }

    Owner find(long id) {
        return owners.findById(id).orElseThrow(() -> new NotFoundException("owner", id));
    }

    OwnerDetail detail(long id) {
        return OwnerDetail.of(find(id));
    }

    @Transactional
    OwnerDetail create(OwnerForm form) {
        return OwnerDetail.of(owners.save(new Owner(form)));
    }

    @Transactional
    OwnerDetail update(long id, OwnerForm form) {
        Owner owner = find(id);
        owner.update(form);
        return OwnerDetail.of(owner);
    }

    @Transactional
    PetDetail addPet(long ownerId, PetForm form) {
        Owner owner = find(ownerId);
        PetType type = petTypes.findByName(form.type())
                .orElseThrow(() -> new UnknownPetTypeException(form.type(), petTypes.findAll()));
        return PetDetail.of(pets.save(new Pet(owner, type, form.name(), form.birthDate())));
    }
}
