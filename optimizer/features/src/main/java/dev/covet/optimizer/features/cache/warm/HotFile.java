package dev.covet.optimizer.features.cache.warm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.covet.optimizer.features.cache.shared.Sealing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The hottest queries in a file that only its owner may read. */
public final class HotFile {
    /** Changes whenever something is written otherwise, or means something else. */
    private static final String PLAIN = "covet warm-up 1 plain\n";

    private static final String SEALED = "covet warm-up 1 sealed\n";
    private static final int MOST_BYTES = 4 << 20;
    private static final int OVERHEAD = 64;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final Sealing sealing;
    private final int most;

    /**
     * A file that may not be there yet.
     *
     * @param sealing by which it is encrypted, if that has a key
     * @param most queries
     */
    public HotFile(Path path, Sealing sealing, int most) {
        this.path = path;
        this.sealing = sealing;
        this.most = most;
    }

    /**
     * What it holds; nothing if it is not there.
     *
     * @throws IOException if it cannot be read, or is not what was written; the message says why
     */
    public List<Heat.Hot> read() throws IOException {
        byte[] bytes;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            if (isWritableByOthers()) {
                throw new ForeignFileException("others may write it");
            }
            if (file.size() > MOST_BYTES + OVERHEAD) {
                throw new ForeignFileException("it is too large");
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) file.size());
            while (buffer.hasRemaining() && file.read(buffer) >= 0) {
                // Until it is full.
            }
            bytes = Arrays.copyOf(buffer.array(), buffer.position());
        } catch (NoSuchFileException none) {
            return List.of();
        }
        return bytes.length == 0 ? List.of() : HotCodec.read(opened(bytes), most);
    }

    private byte[] opened(byte[] bytes) throws IOException {
        byte[] header = header();
        if (!begins(bytes, header)) {
            String wanted = "it does not begin with \"" + new String(header, US_ASCII).strip() + '"';
            boolean ours = begins(bytes, PLAIN.getBytes(US_ASCII)) || begins(bytes, SEALED.getBytes(US_ASCII));
            throw ours ? new IOException(wanted) : new ForeignFileException(wanted);
        }
        byte[] content = Arrays.copyOfRange(bytes, header.length, bytes.length);
        byte[] plain = sealing.isPlain() ? content : sealing.opened(content, header);
        if (plain == null) {
            throw new IOException("it was not encrypted with this key");
        }
        return plain;
    }

    private static boolean begins(byte[] bytes, byte[] header) {
        return bytes.length >= header.length && Arrays.equals(Arrays.copyOf(bytes, header.length), header);
    }

    private byte[] header() {
        return (sealing.isPlain() ? PLAIN : SEALED).getBytes(US_ASCII);
    }

    private boolean isWritableByOthers() throws IOException {
        if (!isPosix()) {
            return false;
        }
        Set<PosixFilePermission> known = Files.getPosixFilePermissions(path);
        return known.contains(PosixFilePermission.GROUP_WRITE) || known.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** In place of what was there, at once. */
    public void write(List<Heat.Hot> hottest) throws IOException {
        byte[] content = HotCodec.written(hottest.subList(0, Math.min(most, hottest.size())), MOST_BYTES);
        byte[] header = header();
        byte[] bytes = sealing.isPlain() ? content : sealing.sealed(content, header);
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString(), null, "it is a folder");
        }
        FileAttribute<?>[] own = isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(folder, path.getFileName() + ".", ".new", own);
        try {
            try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                write(file, ByteBuffer.wrap(header));
                write(file, ByteBuffer.wrap(bytes));
                file.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
