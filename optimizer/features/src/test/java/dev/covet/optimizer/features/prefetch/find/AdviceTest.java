package dev.covet.optimizer.features.prefetch.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    @ParameterizedTest
    @CsvSource({
        "HIBERNATE, JOIN FETCH",
        "ECLIPSELINK, eclipselink.batch",
        "EBEAN, fetchQuery",
        "MYBATIS, nested result map",
        "SPRING_DATA_JDBC, single query loading",
        "JOOQ, multiset",
        "JDBI, RowReducer",
        "SPRING_JDBC, ANY",
        "JDBC, ANY"
    })
    void nPlusOne_namesWhatTheLibraryHas(CallSite.Library library, String word) {
        assertThat(Advice.of(Kind.N_PLUS_ONE, library)).contains(word).endsWith(".");
    }

    @Test
    void everyKind_hasAnAdviceOfItsOwn() {
        assertThat(Arrays.stream(Kind.values()).map(kind -> Advice.of(kind, CallSite.Library.JDBC)))
                .doesNotHaveDuplicates()
                .allMatch(advice -> advice.endsWith("."));
    }
}
