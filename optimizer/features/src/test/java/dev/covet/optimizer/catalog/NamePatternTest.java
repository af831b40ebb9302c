package dev.covet.optimizer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "a.B.find,a.B.find,true",
        "a.B.find,a.B.findAll,false",
        "a.B.find*,a.B.findAll,true",
        "a.B.find*,a.B.fin,false",
        "*.findAll,a.B.findAll,true",
        "a.*.find*,a.B.findAll,true",
        "a.*.find*,a.B.loadAll,false",
        "a*a,a,false",
        "a*b*c,abc,true",
        "a*b*c,acb,false",
        "a*b*bc,abc,false",
        "*,anything,true",
        "**,anything,true"
    })
    void fits_starStandsForAnything(String pattern, String name, boolean expected) {
        NamePattern made = new NamePattern(pattern);

        assertThat(made.fits(name)).isEqualTo(expected);
        for (int end = 0; expected && end <= name.length(); end++) {
            assertThat(made.mayFit(name.substring(0, end)))
                    .as(name.substring(0, end))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"a.B.find*,a.C,false", "a.B.find*,a.B,true", "*.find,a.C,true", "a.B.find,a.B.findAll,false"})
    void mayFit_beginningThatCannot_isTold(String pattern, String beginning, boolean expected) {
        assertThat(new NamePattern(pattern).mayFit(beginning)).isEqualTo(expected);
    }
}
