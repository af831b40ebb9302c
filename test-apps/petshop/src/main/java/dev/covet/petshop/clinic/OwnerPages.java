package dev.covet.petshop.clinic;

import dev.covet.petshop.web.PageView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/owners")
class OwnerPages {

    private static final int PAGE_SIZE = 20;

    private final OwnerService owners;

    OwnerPages(OwnerService owners) {
        this.owners = owners;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String lastName,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageView.LAST_PAGE) int page,
            Model model) {
        model.addAttribute("lastName", lastName);
        model.addAttribute("owners", owners.search(lastName, page, PAGE_SIZE));
        return "owners";
    }

    @GetMapping("/{id}")
    String detail(@PathVariable long id, Model model) {
        model.addAttribute("owner", owners.find(id));
        return "owner";
    }
}
