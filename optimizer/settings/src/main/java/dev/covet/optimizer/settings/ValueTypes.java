package dev.covet.optimizer.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The types that a setting can have. */
final class ValueTypes {
    static final ValueType<Boolean> FLAG = new Flag();
    static final ValueType<String> TEXT = new Text();
    static final ValueType<List<String>> LIST = new Items();
    static final ValueType<Secret> SECRET = new Hidden();

    private ValueTypes() {}

    private static final class Flag extends ValueType<Boolean> {
        @Override
        Boolean parse(String text) throws BadValueException {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "on", "yes" -> true;
                case "false", "off", "no" -> false;
                default -> throw BadValueException.unreadable();
            };
        }

        @Override
        String print(Boolean value) {
            return value.toString();
        }

        @Override
        String range() {
            return "true or false";
        }
    }

    private static final class Text extends ValueType<String> {
        @Override
        String parse(String text) {
            return text;
        }

        @Override
        String print(String value) {
            return Shown.withoutPasswords(value);
        }

        @Override
        String range() {
            return "text";
        }
    }

    private static final class Items extends ValueType<List<String>> {
        @Override
        List<String> parse(String text) {
            List<String> items = new ArrayList<>();
            int start = 0;
            while (start <= text.length()) {
                int comma = text.indexOf(',', start);
                int end = comma < 0 ? text.length() : comma;
                String item = text.substring(start, end).strip();
                if (!item.isEmpty()) {
                    items.add(item);
                }
                start = end + 1;
            }
            return List.copyOf(items);
        }

        @Override
        List<String> parseItems(List<String> items) {
            return List.copyOf(items);
        }

        @Override
        String print(List<String> value) {
            return Shown.withoutPasswords(String.join(",", value));
        }

        @Override
        String range() {
            return "a list, separated by commas";
        }
    }

    private static final class Hidden extends ValueType<Secret> {
        @Override
        Secret parse(String text) {
            return Secret.of(text);
        }

        @Override
        String print(Secret value) {
            return value.toString();
        }

        @Override
        String range() {
            return "text, never shown";
        }

        @Override
        boolean isSecret() {
            return true;
        }
    }

    /** One of the constants of an enum: its name in lower case, with hyphens. */
    static final class Choice<E extends Enum<E>> extends ValueType<E> {
        private final List<E> all;

        Choice(List<E> all) {
            this.all = all;
        }

        @Override
        E parse(String text) throws BadValueException {
            String wanted = text.strip().toLowerCase(Locale.ROOT);
            for (E one : all) {
                if (print(one).equals(wanted)) {
                    return one;
                }
            }
            throw BadValueException.unreadable();
        }

        @Override
        String print(E value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        String range() {
            StringBuilder range = new StringBuilder();
            for (E one : all) {
                range.append(range.length() == 0 ? "" : " | ").append(print(one));
            }
            return range.toString();
        }
    }

    /** A number with an optional unit, between two others. */
    private abstract static class Quantity<T extends Comparable<T>> extends ValueType<T> {
        private final T min;
        private final T max;

        Quantity(T min, T max) {
            this.min = min;
            this.max = max;
        }

        abstract T read(String text) throws BadValueException;

        @Override
        final T parse(String text) throws BadValueException {
            T value;
            try {
                value = read(text.strip());
            } catch (NumberFormatException e) {
                throw BadValueException.unreadable();
            } catch (ArithmeticException e) {
                throw BadValueException.outOfRange();
            }
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw BadValueException.outOfRange();
            }
            return value;
        }

        @Override
        final String range() {
            return print(min) + " to " + print(max);
        }

        /** Where digits end and a unit begins. */
        static int endOfNumber(String text) throws BadValueException {
            int end = 0;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            if (end == 0 || end > 18) {
                throw end == 0 ? BadValueException.unreadable() : BadValueException.outOfRange();
            }
            return end;
        }
    }

    static final class Whole extends Quantity<Integer> {
        Whole(int min, int max) {
            super(min, max);
        }

        @Override
        Integer read(String text) {
            return Math.toIntExact(wholeNumber(text));
        }

        @Override
        String print(Integer value) {
            return value.toString();
        }
    }

    static final class LongWhole extends Quantity<Long> {
        LongWhole(long min, long max) {
            super(min, max);
        }

        @Override
        Long read(String text) {
            return wholeNumber(text);
        }

        @Override
        String print(Long value) {
            return value.toString();
        }
    }

    /** Digits that do not fit are out of range; anything else is no number. */
    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            int start = text.startsWith("-") ? 1 : 0;
            for (int i = start; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    throw e;
                }
            }
            if (text.length() == start) {
                throw e;
            }
            throw new ArithmeticException("does not fit");
        }
    }

    /** Such as 250ms or 5s. */
    static final class Span extends Quantity<Duration> {
        private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us", "ns"};
        private static final long[] NANOS = {
            86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L
        };

        Span(Duration min, Duration max) {
            super(min, max);
        }

        @Override
        Duration read(String text) throws BadValueException {
            int end = endOfNumber(text);
            String unit = text.substring(end);
            for (int i = 0; i < UNITS.length; i++) {
                if (UNITS[i].equals(unit)) {
                    return Duration.ofNanos(Math.multiplyExact(Long.parseLong(text, 0, end, 10), NANOS[i]));
                }
            }
            throw BadValueException.unreadable();
        }

        @Override
        String print(Duration value) {
            long nanos = value.toNanos();
            if (nanos == 0) {
                return "0s";
            }
            int unit = 0;
            while (nanos % NANOS[unit] != 0) {
                unit++;
            }
            return nanos / NANOS[unit] + UNITS[unit];
        }
    }

    /** Such as 64MB; 1 KB is 1,024 bytes, as for the JVM's own options. */
    static final class Bytes extends Quantity<Long> {
        private static final String[] UNITS = {"GB", "MB", "KB", "B"};
        private static final long[] SIZES = {1L << 30, 1L << 20, 1L << 10, 1L};

        Bytes(long min, long max) {
            super(min, max);
        }

        @Override
        Long read(String text) throws BadValueException {
            int end = endOfNumber(text);
            String unit = text.substring(end).toUpperCase(Locale.ROOT);
            for (int i = 0; i < UNITS.length; i++) {
                if (UNITS[i].equals(unit)) {
                    return Math.multiplyExact(Long.parseLong(text, 0, end, 10), SIZES[i]);
                }
            }
            throw BadValueException.unreadable();
        }

        @Override
        String print(Long value) {
            if (value == 0) {
                return "0B";
            }
            int unit = 0;
            while (value % SIZES[unit] != 0) {
                unit++;
            }
            return value / SIZES[unit] + UNITS[unit];
        }
    }
}
