package dev.covet.optimizer.features.cache.shared;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of an answer in the store, and a second digest of all that the name stands for: a value under this name with another
 * one is somebody else's.
 */
public final class SharedKey {
    private static final String PREFIX = "covet:";

    private final String name;
    private final byte[] digest;

    private SharedKey(String name, byte[] digest) {
        this.name = name;
        this.digest = digest;
    }

    /** Of all that decides which answer it is, in a form that has only one meaning. */
    static SharedKey of(byte[] all) {
        try {
            String name = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all));
            return new SharedKey(name, MessageDigest.getInstance("SHA-512/256").digest(all));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException(none);
        }
    }

    /** Of the answer. */
    String name() {
        return PREFIX + name;
    }

    /** Of the mark that somebody asks the database for it. */
    String lease() {
        return PREFIX + "lease:" + name;
    }

    byte[] digest() {
        return digest;
    }
}
