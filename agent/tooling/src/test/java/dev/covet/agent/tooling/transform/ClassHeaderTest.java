package dev.covet.agent.tooling.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.transform.ClassHeader.DeclaredMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassHeaderTest {
    private static final ByteStrings NONE = new ByteStrings(List.of());

    private static byte[] bytes(Class<?> type) {
        try (InputStream in =
                type.getResourceAsStream(type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void mentions_interfaceOfTheClass_isFound() {
        assertThat(ClassHeader.mentions(bytes(Target.class), new ByteStrings(List.of("java/lang/Comparable")), NONE))
                .isTrue();
        assertThat(ClassHeader.mentions(bytes(Target.class), new ByteStrings(List.of("java/lang/Runnable")), NONE))
                .isFalse();
    }

    @Test
    void mentions_directSuperclass_isFound() {
        ByteStrings list = new ByteStrings(List.of("java/util/AbstractList"));
        assertThat(ClassHeader.mentions(bytes(java.util.ArrayList.class), list, NONE))
                .isTrue();
        assertThat(ClassHeader.mentions(bytes(Object.class), list, NONE)).isFalse();
    }

    @Test
    void mentions_signature_isFoundAmongTheConstants() {
        ByteStrings greet = new ByteStrings(List.of("(Ljava/lang/String;I)Ljava/lang/String;", "(J)V"));
        assertThat(ClassHeader.mentions(bytes(Target.class), NONE, greet)).isTrue();
        assertThat(ClassHeader.mentions(bytes(Woven.class), NONE, greet)).isFalse();
    }

    @Test
    void methods_withBodyOnly() {
        assertThat(ClassHeader.of(bytes(Target.class)).methods())
                .contains(
                        new DeclaredMethod("run", "(Ljava/lang/Runnable;)Ljava/lang/String;"),
                        new DeclaredMethod("compareTo", "(Ljava/lang/Object;)I"));
        assertThat(ClassHeader.of(bytes(Runnable.class)).methods()).isEmpty();
    }

    @Test
    void supertypes_namesOfTheDirectOnes() {
        assertThat(ClassHeader.of(bytes(java.util.ArrayList.class)).supertypes())
                .containsExactly(
                        "java/util/AbstractList",
                        "java/util/List",
                        "java/util/RandomAccess",
                        "java/lang/Cloneable",
                        "java/io/Serializable");
        assertThat(ClassHeader.of(bytes(Object.class)).supertypes()).isEmpty();
    }

    @Test
    void everyClassOfTheJdkAtHand_canBeRead() {
        // Classes with every kind of constant: long and double, lambdas, dynamic constants, records, switches.
        for (Class<?> type : List.of(Math.class, java.util.stream.Collectors.class, Character.class, getClass())) {
            assertThat(ClassHeader.of(bytes(type)).methods()).isNotEmpty();
        }
    }
}
