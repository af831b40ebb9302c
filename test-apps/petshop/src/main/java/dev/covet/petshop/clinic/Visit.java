package dev.covet.petshop.clinic;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;

@Entity
@Table(name = "visits")
public class Visit {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Pet pet;

    @ManyToOne(fetch = FetchType.LAZY)
    private Vet vet;

    private LocalDate visitDate;
    private String reason;
    private BigDecimal cost;

    protected Visit() {}

    public Visit(Pet pet, Vet vet, LocalDate visitDate, String reason, BigDecimal cost) {
        this.pet = pet;
        this.vet = vet;
        this.visitDate = visitDate;
        this.reason = reason;
        this.cost = cost;
    }

    public Long getId() {
        return id;
    }

    public Pet getPet() {
        return pet;
    }

    public Vet getVet() {
        return vet;
    }

    public LocalDate getVisitDate() {
        return visitDate;
    }

    public String getReason() {
        return reason;
    }

    public BigDecimal getCost() {
        return cost;
    }
}
