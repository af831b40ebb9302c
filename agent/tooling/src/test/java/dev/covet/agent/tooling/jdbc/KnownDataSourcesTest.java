package dev.covet.agent.tooling.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KnownDataSourcesTest {
    @Test
    void names_areClassesThatDeclareGetConnection() {
        assertThat(new TreeSet<>(KnownDataSources.NAMES)).allSatisfy(name -> {
            Class<?> type = Class.forName(name, false, getClass().getClassLoader());
            assertThat(Arrays.stream(type.getDeclaredMethods())
                            .filter(method -> method.getName().equals("getConnection"))
                            .filter(method -> method.getReturnType() == Connection.class))
                    .isNotEmpty();
        });
    }
}
