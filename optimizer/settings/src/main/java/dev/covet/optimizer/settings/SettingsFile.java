package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.SettingSource.Origin;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file that is read again when it changed. For one thread at a time.
 *
 * <p>Uses java.io, because premain must not initialise java.nio.file.
 */
final class SettingsFile {
    private static final int LARGEST = 1 << 20;

    /** Some file systems count time in two seconds: a younger file may change without looking changed. */
    private static final long YOUNG_MILLIS = 2_000;

    private final File file;
    private final Origin origin;
    private final Interpolation interpolation;
    private long size = -1;
    private long modified = -1;
    private boolean young = true;
    private byte @Nullable [] content;
    private Layer good = Layer.EMPTY;
    private boolean everGood;
    private Layer layer = Layer.EMPTY;
    private boolean changed;

    SettingsFile(File file, Origin origin, Interpolation interpolation) {
        this.file = file;
        this.origin = origin;
        this.interpolation = interpolation;
    }

    /** What the file says, or said when it could be read last. */
    Layer layer() {
        return layer;
    }

    /** Reads the file if it looks changed; whether its content did. */
    boolean refresh(long nowMillis) {
        long sizeNow = file.length();
        long modifiedNow = file.lastModified();
        if (sizeNow == size && modifiedNow == modified && !young) {
            return false;
        }
        size = sizeNow;
        modified = modifiedNow;
        young = modifiedNow != 0 && nowMillis - modifiedNow < YOUNG_MILLIS;
        changed = false;
        if (modifiedNow == 0 && !file.exists()) {
            missing();
        } else {
            read();
        }
        return changed;
    }

    private void missing() {
        content = null;
        if (origin == Origin.OVERLAY_FILE) {
            use(Layer.EMPTY);
        } else {
            failed("COVET-1007", "The file " + file + " does not exist", "Create it, or correct covet.config");
        }
    }

    private void read() {
        byte[] now;
        try {
            now = bytes();
        } catch (IOException e) {
            content = null;
            failed("COVET-1007", "The file " + file + " cannot be read", "It has to be a readable file");
            return;
        }
        if (content != null && Arrays.equals(now, content)) {
            return;
        }
        content = now;
        if (now.length > LARGEST) {
            failed("COVET-1007", "The file " + file + " is larger than 1 MB", "Is it the right file?");
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(now))
                    .toString();
            parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            failed("COVET-1007", "The file " + file + " is not UTF-8", "Save it as UTF-8");
        }
    }

    private void parse(String text) {
        YamlReader.Outcome outcome = YamlReader.read(file.getPath(), text, origin, interpolation);
        String unreadable = outcome.unreadable();
        if (unreadable != null) {
            failed("COVET-1008", unreadable, "Correct the file");
        } else {
            good = outcome.layer();
            everGood = true;
            use(good);
        }
    }

    private void failed(String code, String what, String fix) {
        String done = everGood ? "Kept the settings that it had before" : "Went on without the file";
        String message = what + ". Its settings are not known. " + done + ". " + fix + (fix.endsWith("?") ? "" : ".");
        boolean known = layer.problems().size() == 1
                && layer.problems().get(0).message().equals(message);
        if (!known) {
            use(new Layer(good.given(), List.of(new SettingProblem(code, message))));
        }
    }

    private void use(Layer now) {
        layer = now;
        changed = true;
    }

    private byte[] bytes() throws IOException {
        try (FileInputStream stream = new FileInputStream(file)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            int count = stream.read(buffer);
            while (count >= 0 && bytes.size() <= LARGEST) {
                bytes.write(buffer, 0, count);
                count = stream.read(buffer);
            }
            return bytes.toByteArray();
        }
    }
}
