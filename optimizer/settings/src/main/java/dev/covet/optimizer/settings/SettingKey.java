package dev.covet.optimizer.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name, type, default and description of one setting. Immutable; declared as a constant by the feature that owns it.
 *
 * <p>A segment {@code *} of the name stands for a name that users choose: {@code covet.datasource.*.url}.
 */
public final class SettingKey<T> {
    private final String name;
    private final ValueType<T> type;
    private final T defaultValue;
    private final String description;
    private final boolean reloadable;
    private final @Nullable T whenWrong;
    private final Map<Profile, T> profiles;

    private SettingKey(
            String name,
            ValueType<T> type,
            T defaultValue,
            String description,
            boolean reloadable,
            @Nullable T whenWrong,
            Map<Profile, T> profiles) {
        this.name = Objects.requireNonNull(name);
        this.type = type;
        this.defaultValue = Objects.requireNonNull(defaultValue);
        this.description = Objects.requireNonNull(description);
        this.reloadable = reloadable;
        this.whenWrong = whenWrong;
        this.profiles = profiles;
    }

    private static <T> SettingKey<T> key(String name, ValueType<T> type, T defaultValue, String description) {
        return new SettingKey<>(name, type, defaultValue, description, true, null, Map.of());
    }

    /** true or false; on, off, yes and no are understood. */
    public static SettingKey<Boolean> flag(String name, boolean defaultValue, String description) {
        return key(name, ValueTypes.FLAG, defaultValue, description);
    }

    /** A whole number from min to max, both allowed. */
    public static SettingKey<Integer> integer(String name, int defaultValue, int min, int max, String description) {
        return key(name, new ValueTypes.Whole(min, max), defaultValue, description);
    }

    /** A whole number from min to max, both allowed. */
    public static SettingKey<Long> longInteger(String name, long defaultValue, long min, long max, String description) {
        return key(name, new ValueTypes.LongWhole(min, max), defaultValue, description);
    }

    /** A time such as {@code 250ms} or {@code 5s}, from min to max, both allowed. */
    public static SettingKey<Duration> duration(
            String name, Duration defaultValue, Duration min, Duration max, String description) {
        return key(name, new ValueTypes.Span(min, max), defaultValue, description);
    }

    /** A number of bytes such as {@code 64MB}, from min to max, both allowed. */
    public static SettingKey<Long> bytes(String name, long defaultValue, long min, long max, String description) {
        return key(name, new ValueTypes.Bytes(min, max), defaultValue, description);
    }

    /** One of the constants, given as {@code values()} because this class uses no reflection. */
    public static <E extends Enum<E>> SettingKey<E> choice(
            String name, E defaultValue, E[] constants, String description) {
        return key(name, new ValueTypes.Choice<>(List.of(constants)), defaultValue, description);
    }

    public static SettingKey<String> text(String name, String defaultValue, String description) {
        return key(name, ValueTypes.TEXT, defaultValue, description);
    }

    /** Texts separated by commas, or a YAML sequence. */
    public static SettingKey<List<String>> list(String name, List<String> defaultValue, String description) {
        return key(name, ValueTypes.LIST, List.copyOf(defaultValue), description);
    }

    /** A password or the like; {@link Secret#NONE} unless given, and never shown. */
    public static SettingKey<Secret> secret(String name, String description) {
        return key(name, ValueTypes.SECRET, Secret.NONE, description);
    }

    /** The same key, whose changes take effect at the next start only. */
    public SettingKey<T> fixed() {
        return new SettingKey<>(name, type, defaultValue, description, false, whenWrong, profiles);
    }

    /** The same key; a given value that cannot be read counts as this one instead of as not given. */
    public SettingKey<T> whenWrong(T value) {
        return new SettingKey<>(name, type, defaultValue, description, reloadable, value, profiles);
    }

    /** The same key with another default in one profile. */
    public SettingKey<T> in(Profile profile, T value) {
        Map<Profile, T> more = new HashMap<>(profiles);
        more.put(profile, value);
        return new SettingKey<>(name, type, defaultValue, description, reloadable, whenWrong, Map.copyOf(more));
    }

    /** With dots, as a system property. */
    public String name() {
        return name;
    }

    /** As an environment variable; a segment chosen by the user is {@code *}. */
    public String environmentName() {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public T defaultValue() {
        return defaultValue;
    }

    public String description() {
        return description;
    }

    /** What is allowed, for people. */
    public String range() {
        return type.range();
    }

    public boolean isReloadable() {
        return reloadable;
    }

    public boolean isSecret() {
        return type.isSecret();
    }

    /** Whether a segment of the name is chosen by the user. */
    public boolean isPattern() {
        return name.indexOf('*') >= 0;
    }

    /** A value as text; masked if it is secret. */
    public String print(T value) {
        return type.print(value);
    }

    ValueType<T> type() {
        return type;
    }

    @Nullable T whenWrong() {
        return whenWrong;
    }

    @Nullable T valueIn(Profile profile) {
        return profiles.get(profile);
    }

    Map<Profile, T> profiles() {
        return profiles;
    }

    @Override
    public String toString() {
        return name;
    }
}
