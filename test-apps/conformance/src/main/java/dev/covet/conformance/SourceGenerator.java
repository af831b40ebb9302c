package dev.covet.conformance;

/** Writes programs about what hands out connections: managers of transactions, pools, row sets, names. */
final class SourceGenerator {
    private final Dialect dialect;

    SourceGenerator(Dialect dialect) {
        this.dialect = dialect;
    }

    Program generate(long seed) {
        Choice choice = new Choice(seed * 0x9E3779B97F4A7C15L + 1);
        Script script = new Script(choice);
        Work work = new Work(script, dialect);
        switch (Math.floorMod(seed, 8)) {
            case 0, 1, 2 -> new BranchMoves(script, work).write();
            case 3, 4 -> new PooledMoves(script, work).write();
            case 5, 6 -> new RowSetMoves(script, work, dialect).write();
            default -> plain(script, work);
        }
        return new Program(dialect.name(), seed, script.steps());
    }

    /** A data source, made or found by its name. */
    private void plain(Script script, Work work) {
        Choice choice = script.choice();
        String source = script.make("d", choice.of("dataSource", "jndi"));
        script.call(source, "getLoginTimeout");
        String connection = script.assign("c", source, "getConnection");
        work.some(connection, 4);
        // H2 lets those wait who do not know the password.
        if (choice.percent(50) && !dialect.name().equals("h2")) {
            String other = script.assign("c", source, "getConnection", Value.of("nobody"), Value.of("wrong"));
            work.some(other, 1);
        }
        script.call(source, "isWrapperFor", Value.of(javax.sql.DataSource.class));
        script.call(connection, "close");
        work.some(connection, 1);
    }
}
