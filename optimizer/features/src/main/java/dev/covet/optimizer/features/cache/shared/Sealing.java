package dev.covet.optimizer.features.cache.shared;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Encrypts values by AES-GCM, bound to the name they are stored under. */
public final class Sealing {
    private static final String METHOD = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG = 128;

    private final List<SecretKeySpec> keys;
    private final SecureRandom random = new SecureRandom();

    private Sealing(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** Null if one of them is no AES key in base64. */
    public static @Nullable Sealing of(String written) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String each : written.isEmpty() ? new String[0] : written.split(",", -1)) {
            byte[] key = decoded(each.strip());
            if (key.length != 16 && key.length != 24 && key.length != 32) {
                return null;
            }
            keys.add(new SecretKeySpec(key, "AES"));
        }
        return new Sealing(keys);
    }

    private static byte[] decoded(String key) {
        try {
            return Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException wrong) {
            return new byte[0];
        }
    }

    /** Whether values are as they are. */
    public boolean isPlain() {
        return keys.isEmpty();
    }

    public byte[] sealed(byte[] plain, byte[] name) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance(METHOD);
            cipher.init(Cipher.ENCRYPT_MODE, keys.get(0), new GCMParameterSpec(TAG, nonce));
            cipher.updateAAD(name);
            byte[] sealed = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException(none);
        }
    }

    /** Null if it was not sealed under this name with one of the keys. */
    public byte @Nullable [] opened(byte[] sealed, byte[] name) {
        for (SecretKeySpec key : sealed.length < NONCE + TAG / Byte.SIZE ? List.<SecretKeySpec>of() : keys) {
            try {
                Cipher cipher = Cipher.getInstance(METHOD);
                cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG, sealed, 0, NONCE));
                cipher.updateAAD(name);
                return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
            } catch (GeneralSecurityException another) {
                // Sealed with another key, or by somebody who has none.
            }
        }
        return null;
    }
}
