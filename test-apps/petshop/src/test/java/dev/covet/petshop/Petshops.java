package dev.covet.petshop;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the server and a running application with the small seed: one for the tests that
 * only read, and one for those that are marked with {@link ChangesData}. All are closed after the last test.
 */
final class Petshops implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Petshops.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Petshop.class || type == PetshopDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        PetshopDatabase server =
                store.computeIfAbsent(PetshopDatabase.class, key -> new PetshopDatabase(), PetshopDatabase.class);
        if (parameter.getParameter().getType() == PetshopDatabase.class) {
            return server;
        }
        Class<?> test = context.getRequiredTestClass();
        String name = test.isAnnotationPresent(ChangesData.class) ? "writers" : "readers";
        return store.computeIfAbsent(name, key -> start(server, key), Petshop.class);
    }

    private static Petshop start(PetshopDatabase server, String name) {
        return Petshop.start(server, server.create(name), "--petshop.seed=small");
    }
}
