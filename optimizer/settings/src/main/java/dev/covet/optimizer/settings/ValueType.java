package dev.covet.optimizer.settings;

import java.util.List;

/** How the text of a setting becomes a value and back. Without reflection, because it runs in premain. */
abstract class ValueType<T> {

    /** Reads what stands in a property, a variable, an argument or a YAML scalar. */
    abstract T parse(String text) throws BadValueException;

    /** Reads a YAML sequence. */
    T parseItems(List<String> items) throws BadValueException {
        throw BadValueException.unreadable();
    }

    /** The text that would be read as this value; masked if it is secret. */
    abstract String print(T value);

    /** What is allowed, as it stands after "allowed: ". */
    abstract String range();

    boolean isSecret() {
        return false;
    }
}
