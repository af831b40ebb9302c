package dev.covet.instrumentation.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** The text of one forwarding class. */
final class ForwardingSource {
    /** What must not be handed out as the driver made it. */
    private static final Set<String> WRAPPED = Set.of(
            "java.sql.Connection",
            "java.sql.Statement",
            "java.sql.PreparedStatement",
            "java.sql.CallableStatement",
            "java.sql.DatabaseMetaData",
            "java.sql.ResultSet");

    private static final String OBJECT = "java.lang.Object";

    private static final String SETTER = "dev.covet.optimizer.engine.Setter";

    /** Setters of a position and a value that can be called again with the same. */
    private static final Map<String, String> SETTERS = Map.of(
            "setInt", "INT",
            "setLong", "LONG",
            "setShort", "SHORT",
            "setString", "STRING",
            "setBigDecimal", "DECIMAL",
            "setBoolean", "BOOLEAN",
            "setDate", "DATE",
            "setTimestamp", "TIMESTAMP",
            "setArray", "ARRAY",
            "setObject", "OBJECT");

    private final ForwardingRequest request;
    private final ProcessingEnvironment environment;
    private final StringBuilder text = new StringBuilder();

    ForwardingSource(ForwardingRequest request, ProcessingEnvironment environment) {
        this.request = request;
        this.environment = environment;
    }

    String text() {
        text.append("package ").append(request.packageName()).append(";\n\n");
        text.append("import javax.annotation.processing.Generated;\n\n");
        text.append("/** Forwards ").append(request.of().getQualifiedName()).append(" to a delegate. */\n");
        text.append("@Generated(\"dev.covet.instrumentation.generator.ForwardingProcessor\")\n");
        text.append("@SuppressWarnings({\"deprecation\", \"removal\"})\n");
        text.append("abstract class ").append(request.name());
        text.append(" extends ").append(request.extending().getQualifiedName());
        text.append(" implements ").append(request.of().getQualifiedName()).append(" {\n");
        constructors();
        text.append("    protected abstract ").append(request.of().getQualifiedName());
        text.append(" ").append(request.accessor()).append("();\n");
        if (request.wrapsResults()) {
            text.append("\n    protected abstract java.sql.ResultSet result(java.sql.ResultSet made);\n");
        }
        if (request.reportsBindings()) {
            text.append("\n    protected abstract boolean binding();\n");
            text.append("\n    protected abstract void bound(int position,");
            text.append(" @org.jspecify.annotations.Nullable Object value, ").append(SETTER);
            text.append(" setter, int type);\n");
        }
        if (request.reportsCalls()) {
            text.append("\n    protected abstract void called();\n");
        }
        methods().forEach(this::method);
        return text.append("}\n").toString();
    }

    private boolean isRoot() {
        return request.extending().getQualifiedName().contentEquals(OBJECT);
    }

    private void constructors() {
        if (isRoot()) {
            return;
        }
        for (ExecutableElement constructor :
                ElementFilter.constructorsIn(request.extending().getEnclosedElements())) {
            if (constructor.getModifiers().contains(Modifier.PRIVATE)) {
                continue;
            }
            text.append("    ").append(request.name()).append("(").append(parameters(constructor));
            text.append(") {\n        super(").append(arguments(constructor)).append(");\n    }\n\n");
        }
    }

    /** By signature: an interface may inherit the same method twice. */
    private List<ExecutableElement> methods() {
        Set<String> left =
                methodsOf(request.beyond()).stream().map(this::signature).collect(Collectors.toSet());
        Map<String, ExecutableElement> chosen = new LinkedHashMap<>();
        for (ExecutableElement method : methodsOf(request.of())) {
            String name = method.getSimpleName().toString();
            boolean skipped = left.contains(signature(method))
                    || method.getModifiers().contains(Modifier.STATIC)
                    || request.isByHand(name)
                    || (WRAPPED.contains(erased(method.getReturnType())) && !wrapsResult(method));
            if (!skipped) {
                chosen.putIfAbsent(signature(method), method);
            }
        }
        return new ArrayList<>(chosen.values());
    }

    private List<ExecutableElement> methodsOf(TypeElement type) {
        if (type.getKind() != ElementKind.INTERFACE) {
            return List.of();
        }
        return ElementFilter.methodsIn(environment.getElementUtils().getAllMembers(type)).stream()
                .filter(method -> !OBJECT.equals(String.valueOf(method.getEnclosingElement())))
                .toList();
    }

    private boolean wrapsResult(ExecutableElement method) {
        return request.wrapsResults() && erased(method.getReturnType()).equals("java.sql.ResultSet");
    }

    private void method(ExecutableElement method) {
        boolean nothing = method.getReturnType().getKind() == TypeKind.VOID;
        text.append("\n    @Override\n    public ");
        if (!method.getTypeParameters().isEmpty()) {
            text.append(method.getTypeParameters().stream()
                    .map(ForwardingSource::declared)
                    .collect(Collectors.joining(", ", "<", "> ")));
        }
        text.append(method.getReturnType()).append(" ").append(method.getSimpleName());
        text.append("(").append(parameters(method)).append(")");
        if (!method.getThrownTypes().isEmpty()) {
            text.append(method.getThrownTypes().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", " throws ", "")));
        }
        String call = request.accessor() + "()." + method.getSimpleName() + "(" + arguments(method) + ")";
        text.append(" {\n        ").append(request.reportsCalls() ? "called();\n        " : "");
        text.append(nothing ? "" : "return ");
        text.append(wrapsResult(method) ? "result(" + call + ")" : call).append(";\n");
        if (request.reportsBindings() && isSetter(method)) {
            text.append("        if (binding()) {\n            bound(")
                    .append(bound(method))
                    .append(");\n        }\n");
        }
        text.append("    }\n");
    }

    private static String declared(TypeParameterElement parameter) {
        return parameter
                + parameter.getBounds().stream()
                        .map(TypeMirror::toString)
                        .collect(Collectors.joining(" & ", " extends ", ""));
    }

    private static boolean isSetter(ExecutableElement method) {
        return method.getSimpleName().toString().startsWith("set")
                && method.getParameters().size() > 1
                && method.getParameters().get(0).asType().getKind() == TypeKind.INT;
    }

    private static String bound(ExecutableElement setter) {
        List<? extends VariableElement> given = setter.getParameters();
        String name = setter.getSimpleName().toString();
        String start = given.get(0).getSimpleName() + ", ";
        String value = given.get(1).getSimpleName().toString();
        if (name.equals("setNull")) {
            return start + "null, " + (given.size() == 2 ? SETTER + ".NULL, " + value : SETTER + ".OTHER, 0");
        }
        if (given.size() == 2) {
            return start + value + ", " + SETTER + "." + SETTERS.getOrDefault(name, "OTHER") + ", 0";
        }
        boolean typed = name.equals("setObject")
                && given.size() == 3
                && given.get(2).asType().getKind() == TypeKind.INT;
        return start + value + ", " + SETTER
                + (typed ? ".TYPED_OBJECT, " + given.get(2).getSimpleName() : ".OTHER, 0");
    }

    private static String parameters(ExecutableElement method) {
        List<? extends VariableElement> all = method.getParameters();
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            String type = all.get(i).asType().toString();
            boolean last = i == all.size() - 1;
            if (method.isVarArgs() && last) {
                type = type.substring(0, type.length() - 2) + "...";
            }
            list.append(type).append(" ").append(all.get(i).getSimpleName()).append(last ? "" : ", ");
        }
        return list.toString();
    }

    private static String arguments(ExecutableElement method) {
        return method.getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .collect(Collectors.joining(", "));
    }

    private String signature(ExecutableElement method) {
        return method.getSimpleName()
                + method.getParameters().stream()
                        .map(parameter -> erased(parameter.asType()))
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private String erased(TypeMirror type) {
        return environment.getTypeUtils().erasure(type).toString();
    }
}
