package dev.covet.petshop.catalog;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface ShopSettingRepository extends JpaRepository<ShopSetting, Long> {

    Optional<ShopSetting> findByName(String name);
}
