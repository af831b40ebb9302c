package dev.covet.optimizer.engine.change;

/** A database cannot tell of its changes as it is set up. Names what to do about it. */
public final class FeedRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String sentence;
    private final String cure;
    private final boolean passing;

    /**
     * The parts of its message.
     *
     * @param code of docs/errors.md
     * @param sentence what is wrong, with the values found
     * @param cure the statements or settings that help
     */
    public FeedRefusedException(String code, String sentence, String cure) {
        this(code, sentence, cure, false);
    }

    /**
     * The same.
     *
     * @param passing whether it may soon go by without anybody mending it
     */
    public FeedRefusedException(String code, String sentence, String cure, boolean passing) {
        super(code + ' ' + sentence + ' ' + cure);
        this.passing = passing;
        this.code = code;
        this.sentence = sentence;
        this.cure = cure;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }

    public String cure() {
        return cure;
    }

    public boolean passing() {
        return passing;
    }
}
