package dev.covet.petshop.catalog;

import dev.covet.petshop.web.BadInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What things cost: tax by category, and amounts in the shop's currency. */
@Component
public class Prices {

    private final TaxRateRepository taxRates;
    private final ShopSettingRepository settings;

    Prices(TaxRateRepository taxRates, ShopSettingRepository settings) {
        this.taxRates = taxRates;
        this.settings = settings;
    }

    public BigDecimal taxRate(String category) {
        return taxRates.findByCategory(category)
                .map(TaxRate::getRate)
                .orElseThrow(() -> new BadInputException(
                        "category",
                        "must be one of " + String.join(", ", categories()) + ", but is '" + category + "'"));
    }

    public List<String> categories() {
        return taxRates.findAllByOrderByCategory().stream()
                .map(TaxRate::getCategory)
                .toList();
    }

    public BigDecimal withTax(Product product) {
        BigDecimal factor = BigDecimal.ONE.add(taxRate(product.getCategory()));
        return product.getPrice().multiply(factor).setScale(2, RoundingMode.HALF_UP);
    }

    public String currency() {
        return settings.findByName("currency").map(ShopSetting::getValue).orElse("EUR");
    }

    public String label(BigDecimal amount) {
        return String.format(Locale.ROOT, "%s %,.2f", currency(), amount);
    }
}
