package dev.covet.agenttests.programs;

/** Has nothing to do with databases. */
public final class HelloMain {
    private HelloMain() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
