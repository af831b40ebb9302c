package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.SettingSource.Origin;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All sources but the overrides, in their order: system properties, environment, agent argument, overlay, file.
 *
 * <p>Refreshed by one thread at a time; {@link #layers()} may be asked by any.
 */
final class Sources {
    private final List<Layer> fixed = new ArrayList<>();
    private final @Nullable SettingsFile file;
    private final @Nullable SettingsFile overlay;
    private final Profile profile;
    private volatile List<Layer> layers;

    Sources(SettingCatalogue catalogue, SettingInputs inputs, long nowMillis) {
        Interpolation interpolation = new Interpolation(inputs.environment());
        fixed.add(properties(catalogue, inputs.properties()));
        fixed.add(environment(catalogue, inputs.environment()));
        fixed.add(ArgumentReader.read(inputs.agentArgument(), interpolation));
        String path = first(GeneralKeys.CONFIG, fixed);
        file = path.isBlank() ? null : new SettingsFile(new File(path), Origin.FILE, interpolation);
        List<Layer> all = new ArrayList<>(fixed);
        if (file != null) {
            file.refresh(nowMillis);
            all.add(file.layer());
        }
        profile = first(GeneralKeys.PROFILE, all);
        overlay = file == null || profile == Profile.NONE
                ? null
                : new SettingsFile(overlay(path, profile), Origin.OVERLAY_FILE, interpolation);
        if (overlay != null) {
            overlay.refresh(nowMillis);
        }
        layers = collect();
    }

    Profile profile() {
        return profile;
    }

    List<Layer> layers() {
        return layers;
    }

    boolean hasFiles() {
        return file != null;
    }

    /** Reads the files that look changed; whether any says something else now. */
    boolean refresh(long nowMillis) {
        boolean changed = file != null && file.refresh(nowMillis);
        changed |= overlay != null && overlay.refresh(nowMillis);
        if (changed) {
            layers = collect();
        }
        return changed;
    }

    private List<Layer> collect() {
        List<Layer> all = new ArrayList<>(fixed);
        if (overlay != null) {
            all.add(overlay.layer());
        }
        if (file != null) {
            all.add(file.layer());
        }
        return List.copyOf(all);
    }

    /** covet.yaml with the profile prod is covet-prod.yaml. */
    private static File overlay(String path, Profile profile) {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf(File.separatorChar));
        int dot = path.lastIndexOf('.');
        int end = dot > slash ? dot : path.length();
        return new File(path.substring(0, end) + "-" + profile.word() + path.substring(end));
    }

    /** A value that is needed before the rest can be read. Whoever reads the rest reports what is wrong with it. */
    private static <T> T first(SettingKey<T> key, List<Layer> layers) {
        for (Layer layer : layers) {
            for (Given given : layer.given()) {
                boolean variable = given.source().origin() == Origin.ENVIRONMENT;
                if (!given.name().equals(variable ? key.environmentName() : key.name()) || given.flaw() != null) {
                    continue;
                }
                try {
                    return key.type().parse(given.text());
                } catch (BadValueException e) {
                    return key.defaultValue();
                }
            }
        }
        return key.defaultValue();
    }

    private static Layer properties(SettingCatalogue catalogue, Map<String, String> properties) {
        List<Given> given = new ArrayList<>();
        for (Map.Entry<String, String> one : new TreeMap<>(properties).entrySet()) {
            String name = one.getKey();
            if (Suggestion.beginsLikeOurs(name) && !catalogue.isForeign(name)) {
                String place = "system property " + Shown.plain(name);
                given.add(Given.of(name, one.getValue(), new SettingSource(Origin.SYSTEM_PROPERTY, place)));
            }
        }
        return new Layer(given, List.of());
    }

    private static Layer environment(SettingCatalogue catalogue, Map<String, String> environment) {
        List<Given> given = new ArrayList<>();
        for (Map.Entry<String, String> one : new TreeMap<>(environment).entrySet()) {
            String name = one.getKey();
            String value = one.getValue();
            if (!value.isEmpty()
                    && Suggestion.beginsLikeOurs(name)
                    && !catalogue.isForeignVariable(name)
                    && (catalogue.findVariable(name) != null || !isServiceLink(name, value))) {
                String place = "environment variable " + Shown.plain(name);
                given.add(Given.of(name, value, new SettingSource(Origin.ENVIRONMENT, place)));
            }
        }
        return new Layer(given, List.of());
    }

    /** Kubernetes sets COVET_PORT, COVET_SERVICE_HOST and more in every container if a service is called covet. */
    private static boolean isServiceLink(String name, String value) {
        return name.endsWith("_SERVICE_HOST")
                || name.contains("_SERVICE_PORT")
                || name.contains("_PORT_")
                || (name.endsWith("_PORT") && value.contains("://"));
    }
}
