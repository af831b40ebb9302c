package dev.covet.conformance;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.transaction.xa.Xid;

/** The id of a branch of a distributed transaction, written {@code format:global:branch}. */
record BranchId(int format, String global, String branch) implements Xid {
    static BranchId parse(String text) {
        String[] parts = text.split(":", 3);
        return new BranchId(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }

    /** Any driver's id as text. */
    static String describe(Xid id) {
        HexFormat hex = HexFormat.of();
        return "Xid " + id.getFormatId() + ":" + hex.formatHex(id.getGlobalTransactionId()) + ":"
                + hex.formatHex(id.getBranchQualifier());
    }

    @Override
    public int getFormatId() {
        return format;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return global.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
        return branch.getBytes(StandardCharsets.US_ASCII);
    }
}
