package dev.covet.load.workload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The kinds of requests that a run sends, and how often each. */
public record Workload(String name, List<RequestTemplate> templates) {
    private static final String PETSHOP = "petshop.workload";

    public Workload {
        templates = List.copyOf(templates);
        if (templates.isEmpty()) {
            throw new IllegalArgumentException("a workload needs at least one request");
        }
    }

    /** The workload of the demo shop, which is part of this module. */
    public static Workload petshop() {
        try (InputStream resource = Workload.class.getResourceAsStream("/" + PETSHOP)) {
            if (resource == null) {
                throw new IllegalStateException("the resource " + PETSHOP + " is missing from the class path");
            }
            return parse(PETSHOP, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new IllegalStateException("the resource " + PETSHOP + " cannot be read", failure);
        }
    }

    public static Workload read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException failure) {
            throw new WorkloadProblem("there is no workload file " + file.toAbsolutePath(), failure);
        } catch (CharacterCodingException failure) {
            throw new WorkloadProblem("the workload file " + file + " is not UTF-8 text", failure);
        } catch (IOException failure) {
            throw new WorkloadProblem(
                    "the workload file " + file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** The name appears in messages and reports. */
    public static Workload parse(String name, String text) {
        return new WorkloadParser(name).parse(text);
    }
}
