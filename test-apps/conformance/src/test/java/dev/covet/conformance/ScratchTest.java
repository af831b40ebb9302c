package dev.covet.conformance;

import java.io.PrintStream;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void scratch_run_reports() throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        int count = Integer.getInteger("scratch.count", 200);
        long from = Long.getLong("scratch.from", 1L);
        try (Targets targets = new Targets()) {
            for (String name : System.getProperty("scratch.targets", "h2,sqlite,postgres,mariadb,mysql-driver").split(",")) {
                try (Oracle oracle = new Oracle(targets.open(name))) {
                    Generator generator = new Generator(oracle.target().dialect());
                    int differ = 0, steps = 0, thrown = 0, skipped = 0;
                    Map<String, Integer> errors = new HashMap<>();
                    long start = System.nanoTime();
                    for (long seed = from; seed < from + count; seed++) {
                        Program program = generator.generate(seed);
                        long t0 = System.nanoTime();
                        Transcript expected;
                        Difference difference;
                        try {
                            expected = oracle.run(program, Boundary.NONE);
                            difference = oracle.compare(program, expected, Boundary.NONE);
                        } catch (Exception | Error e) {
                            out.println(name + " seed " + seed + " FAILED " + e);
                            e.printStackTrace(out);
                            if (++differ > 5) break;
                            continue;
                        }
                        long ms = (System.nanoTime() - t0) / 1_000_000;
                        if (ms > 1000) out.println(name + " seed " + seed + " slow " + ms);
                        steps += expected.outcomes().size();
                        for (int i = 0; i < expected.outcomes().size(); i++) {
                            String o = expected.outcomes().get(i);
                            if (o.startsWith("throws")) { thrown++;
                                errors.merge(program.steps().get(i).method() + " " + o.substring(7, Math.min(o.length(), 110)), 1, Integer::sum); }
                            if (o.startsWith("not run")) skipped++;
                        }
                        if (seed == Long.getLong("scratch.print", -1L)) {
                            out.println(expected.beside(program));
                        }
                        if (difference != null) {
                            out.println(name + " seed " + seed + " at " + difference.step() + " " + (difference.step() < program.steps().size() ? program.steps().get(difference.step()) : "end") + "\n   A " + difference.expected() + "\n   B " + difference.actual());
                            if (++differ > 15) break;
                        }
                    }
                    double seconds = (System.nanoTime() - start) / 1e9;
                    out.printf("%s: %.1f programs/s, %d steps, %d thrown, %d skipped, %d differ%n", name, count / seconds, steps, thrown, skipped, differ);
                    for (Class<?> c : new Class<?>[] {java.sql.Connection.class, java.sql.Statement.class, java.sql.PreparedStatement.class, java.sql.CallableStatement.class, java.sql.ResultSet.class, java.sql.DatabaseMetaData.class})
                        out.printf("  %s %.3f %s%n", c.getSimpleName(), oracle.coverage().share(c), oracle.coverage().missing(c).size() > 20 ? "" : oracle.coverage().missing(c));
                    if (Boolean.getBoolean("scratch.errors"))
                    errors.entrySet().stream().sorted((a, b) -> b.getValue() - a.getValue()).limit(40).forEach(e -> out.println("   " + e.getValue() + " " + e.getKey()));
                }
            }
        }
    }
}
