package dev.covet.petshop.clinic;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/vets")
class VetController {

    private final VetService vets;

    VetController(VetService vets) {
        this.vets = vets;
    }

    @GetMapping
    List<VetView> list(@RequestParam(defaultValue = "") String specialty) {
        return specialty.isEmpty() ? vets.all() : vets.withSpecialty(specialty);
    }

    @GetMapping("/workload")
    List<VetWorkload> workload() {
        return vets.workload();
    }

    @GetMapping("/{id}/colleagues")
    List<Colleagues> colleagues(@PathVariable long id) {
        return vets.colleagues(id);
    }
}
