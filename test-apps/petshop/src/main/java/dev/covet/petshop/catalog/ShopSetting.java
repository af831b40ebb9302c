package dev.covet.petshop.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "shop_settings")
class ShopSetting {

    @Id
    private Long id;

    private String name;
    private String value;

    protected ShopSetting() {}

    String getName() {
        return name;
    }

    String getValue() {
        return value;
    }
}
