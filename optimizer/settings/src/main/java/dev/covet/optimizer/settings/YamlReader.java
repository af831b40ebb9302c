package dev.covet.optimizer.settings;

import dev.covet.optimizer.settings.SettingSource.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a YAML file into names with dots. The only class that knows the YAML library, so that it is loaded late. */
final class YamlReader {
    private static final int MOST_VALUES = 10_000;
    private static final int DEEPEST = 16;

    /** What the parser may say. Other texts of it can hold a word of the file, and that may be a password. */
    private static final String[] HARMLESS = {
        "mapping values are not allowed here",
        "could not find expected ':'",
        "sequence entries are not allowed here",
        "expected <block end>",
        "expected ',' or ']'",
        "expected ',' or '}'",
        "found unexpected end of stream",
        "found character '\\t(TAB)' that cannot start any token",
        "found duplicate anchor",
        "found undefined alias",
        "special characters are not allowed",
        "expected a single document",
    };

    private final String path;
    private final Origin origin;
    private final Interpolation interpolation;
    private final List<Given> given = new ArrayList<>();
    private final List<SettingProblem> problems = new ArrayList<>();
    private boolean stopped;

    private YamlReader(String path, Origin origin, Interpolation interpolation) {
        this.path = path;
        this.origin = origin;
        this.interpolation = interpolation;
    }

    /** The settings of the file, or what is wrong with it. */
    record Outcome(Layer layer, @Nullable String unreadable) {}

    static Outcome read(String path, String text, Origin origin, Interpolation interpolation) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setAllowNonScalarKeys(true)
                    .setSchema(new CoreSchema())
                    .build();
            Optional<Node> root = new Compose(settings).composeString(text);
            YamlReader reader = new YamlReader(path, origin, interpolation);
            if (root.isPresent()) {
                reader.root(root.get());
            }
            return new Outcome(new Layer(reader.given, reader.problems), null);
        } catch (MarkedYamlEngineException e) {
            return new Outcome(Layer.EMPTY, path + place(e.getProblemMark()) + " is not YAML: " + harmless(e));
        } catch (RuntimeException | StackOverflowError e) {
            // The library also throws others, for example at a code point that YAML does not allow.
            return new Outcome(Layer.EMPTY, path + " is not YAML: special characters, or nested too deeply");
        }
    }

    private static String harmless(MarkedYamlEngineException e) {
        String said = String.valueOf(e.getProblem());
        String context = String.valueOf(e.getContext());
        for (String known : HARMLESS) {
            if (said.startsWith(known) || context.startsWith(known)) {
                return known;
            }
        }
        return "something cannot stand there; quote the value";
    }

    private void root(Node root) {
        if (root instanceof MappingNode mapping) {
            mapping(mapping, "", 0);
        } else if (!root.getTag().equals(Tag.NULL)) {
            problem(root, "has no \"key: value\" at its top");
        }
    }

    private void mapping(MappingNode mapping, String path, int depth) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (stopped) {
                return;
            }
            if (given.size() >= MOST_VALUES || depth > DEEPEST) {
                stopped = true;
                problem(mapping, "has more than " + MOST_VALUES + " values or " + DEEPEST + " levels");
                return;
            }
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problem(tuple.getKeyNode(), "has a key that is not a word");
            } else if (path.isEmpty() && key.getValue().equals("file_format")) {
                fileFormat(tuple.getValueNode());
            } else {
                value(tuple.getValueNode(), path.isEmpty() ? key.getValue() : path + "." + key.getValue(), depth);
            }
        }
    }

    private void value(Node node, String name, int depth) {
        String full = name.startsWith(SettingCatalogue.PREFIX) ? name : SettingCatalogue.PREFIX + name;
        SettingSource source = new SettingSource(origin, path + line(node));
        if (node instanceof MappingNode mapping) {
            mapping(mapping, name, depth + 1);
        } else if (node instanceof SequenceNode sequence) {
            given.add(sequence(sequence, full, source));
        } else if (node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)) {
            given.add(interpolation.apply(Given.of(full, scalar.getValue(), source)));
        }
    }

    private Given sequence(SequenceNode sequence, String name, SettingSource source) {
        List<String> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (!(item instanceof ScalarNode scalar) || items.size() >= MOST_VALUES) {
                String what = name + " (" + source + ") is a list of other things than words. Write one word an entry.";
                return new Given(name, "", null, source, new Given.Flaw("COVET-1010", what));
            }
            Given one = interpolation.apply(Given.of(name, scalar.getValue(), source));
            if (one.flaw() != null) {
                return one;
            }
            items.add(one.text());
        }
        return new Given(name, String.join(",", items), items, source, null);
    }

    private void fileFormat(Node node) {
        String format = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!format.equals("1.0")) {
            problems.add(new SettingProblem(
                    "COVET-1009",
                    path + line(node) + " says file_format " + Shown.quoted(format) + ", known is \"1.0\"."
                            + " Settings of another format may have other meanings. The file was read as 1.0."
                            + " Write file_format: \"1.0\", or use the agent that the file was written for."));
        }
    }

    private void problem(Node node, String what) {
        problems.add(new SettingProblem(
                "COVET-1010",
                path + line(node) + " " + what + ". It is not known which setting is meant."
                        + " That part was ignored. Write it like trace: {mode: on}."));
    }

    private static String place(Optional<Mark> mark) {
        return mark.isPresent()
                ? ":" + (mark.get().getLine() + 1) + " (column " + (mark.get().getColumn() + 1) + ")"
                : "";
    }

    private static String line(Node node) {
        Optional<Mark> mark = node.getStartMark();
        return mark.isPresent() ? ":" + (mark.get().getLine() + 1) : "";
    }
}
