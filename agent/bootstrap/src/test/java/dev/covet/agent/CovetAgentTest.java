package dev.covet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovetAgentTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.8", "9", "11", "16", "unheard"})
    void refusal_oldOrUnknownJava_saysSo(String version) {
        assertThat(CovetAgent.refusal(version)).startsWith("COVET-2001 This is Java " + version + " and Covet needs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25", "99"})
    void refusal_newEnough_isNull(String version) {
        assertThat(CovetAgent.refusal(version)).isNull();
    }

    @Test
    void classFile_isOfJava8() throws IOException {
        try (DataInputStream in = new DataInputStream(CovetAgent.class.getResourceAsStream("CovetAgent.class"))) {
            assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
            in.readUnsignedShort();
            assertThat(in.readUnsignedShort()).isEqualTo(52);
        }
    }
}
