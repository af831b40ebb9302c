package dev.covet.petshop.seed;

import dev.covet.petshop.StartupException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much sample data an empty database gets. */
enum SeedSize {
    NONE(0),
    SMALL(1),
    MEDIUM(10),
    LARGE(100);

    private final int scale;

    SeedSize(int scale) {
        this.scale = scale;
    }

    int scale() {
        return scale;
    }

    static SeedSize of(String value) {
        return Arrays.stream(values())
                .filter(size -> size.toString().equals(value))
                .findFirst()
                .orElseThrow(() -> new StartupException("petshop.seed is '" + value + "', which is no known size. "
                        + "Choose one of " + choices() + ", for example --petshop.seed=small."));
    }

    private static String choices() {
        return Arrays.stream(values()).map(SeedSize::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
