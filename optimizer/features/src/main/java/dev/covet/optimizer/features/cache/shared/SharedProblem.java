package dev.covet.optimizer.features.cache.shared;

/**
 * Why answers are not shared.
 *
 * @param code of docs/errors.md
 * @param sentence what is wrong
 * @param cure what to do
 */
public record SharedProblem(String code, String sentence, String cure) {
    static SharedProblem of(Throwable why, String address) {
        // Behind the comma stands what was sent, where the server does not know the command.
        String text = why instanceof RedisErrorException
                ? String.valueOf(why.getMessage()).split(",", 2)[0]
                : "";
        String word = text.split(" ", 2)[0];
        return switch (word) {
            case "NOAUTH", "WRONGPASS", "NOPERM" ->
                new SharedProblem(
                        "COVET-4252",
                        "The store of shared answers at " + address + " does not let Covet in (" + text + ").",
                        "Put user and password into covet.cache.shared.url, and allow the user GET, SET, DEL and PING on keys that"
                                + " begin with covet:.");
            case "OOM" ->
                new SharedProblem(
                        "COVET-4253",
                        "The store of shared answers at " + address + " is full and drops nothing (" + text + ").",
                        "CONFIG SET maxmemory-policy allkeys-lru, or give it more memory.");
            case "READONLY" ->
                new SharedProblem(
                        "COVET-4254",
                        "The store of shared answers at " + address + " is a replica (" + text + ").",
                        "Name its primary in covet.cache.shared.url.");
            case "WRONGTYPE" ->
                new SharedProblem(
                        "COVET-4255",
                        "Somebody else has written keys that begin with covet: at " + address + " (" + text + ").",
                        "Give Covet a database of its own: redis://host:port/1.");
            default ->
                new SharedProblem(
                        "COVET-4250",
                        "The store of shared answers at " + address + " does not answer as it should ("
                                + (text.isEmpty() ? why : text) + ").",
                        "See that it runs and is near; covet.cache.shared.timeout says how long is waited.");
        };
    }
}
