package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoLauncherTest {
    private static final int JAVA_8 = 52;

    @ParameterizedTest
    @CsvSource({"1.8, 8", "9, 9", "11, 11", "16, 16"})
    void complaint_oldJdk_saysWhatIsNeeded(String version, int feature) {
        assertThat(DemoLauncherMain.complaint(version))
                .isEqualTo("COVET-9101 The demo needs JDK 17 or newer and this is JDK " + feature
                        + ". Set JAVA_HOME to a newer one, or start it with that one's bin/java.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25", "100"})
    void complaint_newJdk_isNone(String version) {
        assertThat(DemoLauncherMain.complaint(version)).isNull();
    }

    @Test
    void launcher_isReadableByJava8() throws IOException {
        try (InputStream stream =
                        Objects.requireNonNull(DemoLauncherMain.class.getResourceAsStream("DemoLauncherMain.class"));
                DataInputStream classFile = new DataInputStream(stream)) {
            classFile.skipNBytes(Integer.BYTES + Short.BYTES);
            assertThat(classFile.readUnsignedShort()).isEqualTo(JAVA_8);
        }
    }
}
