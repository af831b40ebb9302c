package dev.covet.optimizer.sql;

import java.util.HexFormat;

/** 128 bits that are equal for texts of the same shape and different otherwise. */
public record Fingerprint(long high, long low) {
    /** As 32 digits, for people. */
    public String hex() {
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(high) + digits.toHexDigits(low);
    }
}
