package dev.covet.petshop.clinic;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.List;

@Entity
@Table(name = "specialties")
public class Specialty {

    @Id
    private Long id;

    private String name;

    @ManyToMany(mappedBy = "specialties")
    @OrderBy("lastName, firstName, id")
    private List<Vet> vets;

    protected Specialty() {}

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public List<Vet> getVets() {
        return vets;
    }
}
