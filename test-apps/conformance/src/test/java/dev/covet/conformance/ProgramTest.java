package dev.covet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final List<Dialect> DIALECTS = List.of(
            Dialects.h2(),
            Dialects.sqlite(),
            ServerDialects.postgres(),
            ServerDialects.mariaDb("mariadb"),
            ServerDialects.mariaDb("mysql-driver"));

    @Test
    void generatedProgram_printedAndParsed_isTheSame() {
        for (Dialect dialect : DIALECTS) {
            assertThat(LongStream.range(0, 200).mapToObj(new Generator(dialect)::generate))
                    .allSatisfy(program ->
                            assertThat(Program.parse(program.toString())).isEqualTo(program));
        }
    }

    @Test
    void sameSeed_givesTheSameProgram_anotherSeedAnother() {
        Generator generator = new Generator(Dialects.h2());
        assertThat(generator.generate(7)).isEqualTo(new Generator(Dialects.h2()).generate(7));
        assertThat(generator.generate(7).steps())
                .isNotEqualTo(generator.generate(8).steps());
    }

    @Test
    void generatedPrograms_haveParallelParts() {
        assertThat(LongStream.range(0, 200).mapToObj(new Generator(ServerDialects.postgres())::generate))
                .anyMatch(program -> program.steps().stream().anyMatch(step -> step.lane() == 2));
    }

    @Test
    void serverPrograms_neverConnectOrWorkBesideAClosedConnection() {
        assertThat(LongStream.range(0, 500).mapToObj(new Generator(ServerDialects.postgres())::generate))
                .filteredOn(program ->
                        program.steps().stream().filter(Step::isConnect).count() > 1)
                .isNotEmpty()
                .allMatch(program -> program.steps().stream()
                        .noneMatch(step -> step.receiver().startsWith("c")
                                && step.receiver().matches("c\\d")
                                && step.method().matches("close|abort")
                                && !program.steps().get(0).equals(step)
                                && closedBeforeAnother(program, step)));
    }

    private static boolean closedBeforeAnother(Program program, Step close) {
        int position = program.steps().indexOf(close);
        return program.steps().subList(position, program.steps().size()).stream()
                        .anyMatch(Step::isConnect)
                || program.steps().subList(0, position).stream()
                                .filter(Step::isConnect)
                                .count()
                        > 1;
    }

    @Test
    void readableProgram_isRun_andItsTranscriptSaysWhatCameBack() throws SQLException {
        Program program = Program.parse("""
                # conformance h2 0
                c0 = connect()
                s0 = c0.createStatement()
                rs0 = s0.executeQuery("select id, name from item where id = 4")
                rs0.next()
                rs0.getString("NAME")
                rs0.getStatement()
                rs0.getDate(2)
                rs9.next()
                """);
        try (Targets targets = new Targets();
                Oracle oracle = new Oracle(targets.open(program.target()))) {
            List<String> outcomes = oracle.run(program, Boundary.NONE).outcomes();
            assertThat(outcomes.subList(0, 6))
                    .containsExactly(
                            "new Connection",
                            "new Statement",
                            "new ResultSet",
                            "Boolean true",
                            "\"Schraube \\u00e4\\u20ac\"",
                            "is s0");
            assertThat(outcomes.get(6))
                    .startsWith("throws org.h2.jdbc.JdbcSQLDataException")
                    .contains("state 22007");
            assertThat(outcomes.get(7)).isEqualTo("not run: there is no rs9");
        }
    }

    @Test
    void overload_isFoundByTheKindsOfItsArguments() {
        assertThat(Methods.signature(
                        Methods.resolve(Connection.class, "prepareStatement", List.of(String.class, String[].class))))
                .isEqualTo("prepareStatement(String,String[])");
        assertThat(Methods.signature(Methods.resolve(
                        java.sql.PreparedStatement.class,
                        "setBinaryStream",
                        List.of(Integer.class, java.io.InputStream.class, Long.class))))
                .isEqualTo("setBinaryStream(int,InputStream,long)");
    }

    @Test
    void lineThatIsNoStep_isRejectedWithItsColumn() {
        assertThatThrownBy(() -> Program.parse("s0.execute(1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected ')' at column 13 of: s0.execute(1");
    }
}
