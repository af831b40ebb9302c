package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Date;
import java.sql.Timestamp;
import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void bytes_countsTextsAndBinaries() {
        Parameters parameters = new Parameters();
        assertThat(parameters.bytes()).isZero();
        parameters.set(1, "x".repeat(1_000), Setter.OTHER, 0);
        parameters.set(2, new byte[5_000], Setter.OTHER, 0);
        parameters.set(3, 7, Setter.OTHER, 0);
        parameters.set(4, null, Setter.OTHER, 0);
        assertThat(parameters.bytes()).isBetween(7_000L, 7_100L);
    }

    private final Parameters parameters = new Parameters();

    @Test
    void set_outOfOrder_keepsPositions() {
        parameters.set(20, "last", Setter.OTHER, 0);
        parameters.set(1, 7, Setter.OTHER, 0);

        assertThat(parameters.count()).isEqualTo(20);
        assertThat(parameters.get(1)).isEqualTo(7);
        assertThat(parameters.get(2)).isNull();
        assertThat(parameters.get(20)).isEqualTo("last");
    }

    @Test
    void set_impossiblePositions_keepsNothing() {
        parameters.set(0, "no", Setter.OTHER, 0);
        parameters.set(-1, "no", Setter.OTHER, 0);
        parameters.set(Integer.MAX_VALUE, "no", Setter.OTHER, 0);

        assertThat(parameters.count()).isZero();
    }

    @Test
    void copy_thenChange_copyStays() {
        parameters.set(1, "before", Setter.OTHER, 0);
        Parameters copy = parameters.copy();

        parameters.set(1, "after", Setter.OTHER, 0);
        parameters.clear();

        assertThat(copy.get(1)).isEqualTo("before");
        assertThat(copy.count()).isEqualTo(1);
        assertThat(parameters.count()).isZero();
    }

    @Test
    void set_arrayOfOneElement_isItsElement() {
        parameters.set(1, array("int8", 7L), Setter.ARRAY, 0);
        parameters.set(2, array("int8", 7L), Setter.ARRAY, 0);
        Array several = array("int8", 7L, 8L);
        Array other = array("mood", "happy");
        parameters.set(3, several, Setter.ARRAY, 0);
        parameters.set(4, other, Setter.ARRAY, 0);
        parameters.set(5, null, Setter.ARRAY, 0);

        assertThat(parameters.get(1)).isEqualTo(parameters.get(2)).hasSameHashCodeAs(parameters.get(2));
        assertThat(parameters.get(1)).isInstanceOfSatisfying(BoundArray.class, one -> {
            assertThat(one.element()).isEqualTo(7L);
            assertThat(one.with(8L).element()).isEqualTo(8L);
            assertThat(one.with(8L)).isNotEqualTo(one);
            assertThat(one).hasToString("int8[1]");
        });
        assertThat(parameters.get(3)).isSameAs(several);
        assertThat(parameters.get(4)).isSameAs(other);
        assertThat(parameters.get(5)).isNull();
    }

    private static Array array(String type, Object... elements) {
        return (Array) Proxy.newProxyInstance(
                Array.class.getClassLoader(),
                new Class<?>[] {Array.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBaseTypeName" -> type;
                    case "getArray" -> elements;
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type;
                    default -> throw new IllegalStateException(method.getName());
                });
    }

    @Test
    void set_dateThatChangesLater_keepsWhatWasBound() {
        Date date = new Date(1_000_000);
        Timestamp timestamp = new Timestamp(2_000_000);
        parameters.set(1, date, Setter.DATE, 0);
        parameters.set(2, timestamp, Setter.TIMESTAMP, 0);

        date.setTime(5);
        timestamp.setNanos(7);

        assertThat(parameters.get(1)).isEqualTo(new Date(1_000_000));
        assertThat(parameters.get(2)).isEqualTo(new Timestamp(2_000_000));
    }
}
