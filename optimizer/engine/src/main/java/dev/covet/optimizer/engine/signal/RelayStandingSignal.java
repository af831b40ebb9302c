package dev.covet.optimizer.engine.signal;

/**
 * How this JVM is told of the changes of the databases whose changes one JVM hands on to others. Told again and again.
 *
 * @param leads databases of which it hands them on
 * @param follows databases of which another JVM hands them on to it
 * @param apart databases that tell it themselves, without it handing them on
 */
public record RelayStandingSignal(int leads, int follows, int apart) implements Signal {}
