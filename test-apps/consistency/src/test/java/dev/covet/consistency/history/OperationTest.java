package dev.covet.consistency.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTest {
    @Test
    void line_parsed_isTheSameOperation() {
        Key key = new Key(Table.TRAIL, 3);
        Operation operation = new Operation(
                new Client("a", true, 7),
                1,
                2,
                Kind.READ,
                Isolation.REPEATABLE_READ,
                "select k, v from trail where k = ? [3]",
                -10,
                20,
                Outcome.OK,
                true,
                List.of(key),
                List.of(new Cell(key, 5, List.of(3L, 4L)), new Cell(new Key(Table.REG, 1), -6)));
        assertThat(Operation.parse(operation.line())).isEqualTo(operation);
    }

    @Test
    void line_withoutRows_isTheSameOperation() {
        Operation operation = new Operation(
                new Client("a", false, 7),
                1,
                2,
                Kind.COMMIT,
                Isolation.READ_COMMITTED,
                "commit",
                1,
                2,
                Outcome.UNKNOWN,
                false,
                List.of(),
                List.of());
        assertThat(Operation.parse(operation.line())).isEqualTo(operation);
    }

    @Test
    void parse_somethingElse_isRefused() {
        assertThatThrownBy(() -> Operation.parse("hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hello");
    }
}
