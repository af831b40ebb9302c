package dev.covet.petshop.clinic;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "pet_types")
public class PetType {

    @Id
    private Long id;

    private String name;

    protected PetType() {}

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }
}
