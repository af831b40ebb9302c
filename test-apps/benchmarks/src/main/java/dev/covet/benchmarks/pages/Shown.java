package dev.covet.benchmarks.pages;

import java.util.Locale;

/**
 * What a page took.
 *
 * @param median milliseconds
 * @param mean milliseconds
 * @param statements that the server has counted
 * @param processor milliseconds of the server's process
 * @param pages that were measured
 * @param read what the application has read, to compare
 */
record Shown(double median, double mean, double statements, double processor, int pages, long read) {
    static final String BEGIN = "SHOWN ";

    String line() {
        return String.format(
                Locale.ROOT, "%s%f %f %f %f %d %d", BEGIN, median, mean, statements, processor, pages, read);
    }

    static Shown of(String line) {
        String[] fields = line.substring(line.indexOf(BEGIN) + BEGIN.length()).split(" ", -1);
        return new Shown(
                Double.parseDouble(fields[0]),
                Double.parseDouble(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Integer.parseInt(fields[4]),
                Long.parseLong(fields[5]));
    }
}
