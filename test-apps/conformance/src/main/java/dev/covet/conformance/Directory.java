package dev.covet.conformance;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.Referenceable;
import javax.naming.spi.InitialContextFactory;
import javax.naming.spi.NamingManager;

/** A naming service in memory. What can be a reference is kept as one, so the driver's own factory makes it anew. */
public final class Directory implements InitialContextFactory {
    static final String NAME = "jdbc/conformance";
    private static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    /** Makes this the naming service of the JVM, with one entry. */
    static void bind(Object source) throws NamingException {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Directory.class.getName());
        BOUND.put(NAME, source instanceof Referenceable referenceable ? referenceable.getReference() : source);
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        return new Entries();
    }

    private static final class Entries extends InitialContext {
        Entries() throws NamingException {
            super(true);
        }

        @Override
        @SuppressWarnings("BanJNDI") // Nothing comes from outside.
        public Object lookup(String name) throws NamingException {
            Object bound = BOUND.get(name);
            if (bound == null) {
                throw new NameNotFoundException(name);
            }
            try {
                return NamingManager.getObjectInstance(bound, null, this, null);
            } catch (NamingException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
