package dev.covet.agenttests;

import static dev.covet.agenttests.AgentJar.BANNER;
import static dev.covet.agenttests.AgentJar.DEBUG;
import static dev.covet.agenttests.AgentJar.flag;
import static dev.covet.agenttests.AgentJar.program;
import static dev.covet.agenttests.AgentJar.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agenttests.AgentJar.End;
import dev.covet.agenttests.programs.FilteringLoaderMain;
import dev.covet.agenttests.programs.HelloMain;
import dev.covet.agenttests.programs.JdbcMain;
import dev.covet.agenttests.programs.RedeployMain;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.process.InstalledJdks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachAtStartTest {
    private static final String FROM_DRIVER =
            "[covet] DEBUG connection 1 org.h2.jdbc.JdbcConnection from org.h2.Driver for jdbc:h2";

    @TempDir
    private Path folder;

    private static ForkedJvm.Builder jdbc(int jdk) {
        return AgentJar.unexported(program(JdbcMain.class, jdk));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void javaagent_application_runsAndOnlyTheBannerIsPrinted(int jdk) {
        End end = run(jdbc(jdk).flags(flag("")));
        assertThat(end.status()).isZero();
        assertThat(end.output()).containsExactly("read 42");
        assertThat(end.errors()).first().asString().startsWith(BANNER);
        assertThat(end.errors()).hasSizeGreaterThan(3).allMatch(line -> line.startsWith("[covet] "));
        assertThat(AgentJar.complaints(end.errors())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void javaagent_driverConnect_isDispatched(int jdk) {
        End end = run(jdbc(jdk).flags(flag(DEBUG)));
        assertThat(end.output()).containsExactly("read 42");
        assertThat(end.errors()).containsExactly(FROM_DRIVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void javaToolOptions_application_isInstrumented(int jdk) {
        End end = run(jdbc(jdk).environment("JAVA_TOOL_OPTIONS", flag(DEBUG)));
        assertThat(end.output()).containsExactly("read 42");
        assertThat(end.errors()).hasSize(2);
        assertThat(end.errors().get(0)).startsWith("Picked up JAVA_TOOL_OPTIONS");
        assertThat(end.errors().get(1)).isEqualTo(FROM_DRIVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void javaToolOptions_toolOfTheJdk_isLeftAlone(int jdk) throws Exception {
        Path javac = InstalledJdks.require(jdk).resolve("bin/javac");
        ProcessBuilder builder = new ProcessBuilder(javac.toString(), "-version").redirectErrorStream(true);
        builder.environment().put("JAVA_TOOL_OPTIONS", flag(""));
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSize(2).noneMatch(line -> line.startsWith("[covet]"));
    }

    @Test
    void jdk25_memoryAccessAndNativeCodeDenied_worksSilently() {
        End end = run(
                jdbc(25).flags(flag(DEBUG), "--sun-misc-unsafe-memory-access=deny", "--illegal-native-access=deny"));
        assertThat(end.output()).containsExactly("read 42");
        assertThat(end.errors()).containsExactly(FROM_DRIVER);
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void filteringLoader_seesOnlyJava_dispatchesAllTheSame(int jdk) {
        End end = run(program(FilteringLoaderMain.class, jdk).flags(flag(DEBUG)));
        assertThat(end.output()).containsExactly("filtered true true");
        assertThat(end.errors()).singleElement().asString().contains("TinyDriver for jdbc:tiny");
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void redeploy_fiftyTimes_nothingIsKept(int jdk) {
        End end = run(program(RedeployMain.class, jdk).flags(flag(DEBUG)));
        assertThat(end.output()).containsExactly("deployed 50 alive 0");
        assertThat(end.errors()).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void twice_secondIsRefusedInOneLine(int jdk) {
        End end = run(jdbc(jdk).flags(flag(DEBUG), flag("")));
        assertThat(end.output()).containsExactly("read 42");
        assertThat(end.errors()).hasSize(2);
        assertThat(end.errors().get(0)).contains("COVET-2003");
        assertThat(end.errors().get(1)).isEqualTo(FROM_DRIVER);
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void enabledFalse_nothingIsSeen(int jdk) {
        End end = run(jdbc(jdk).flags(flag(DEBUG + ",enabled=false")));
        assertThat(end.output()).containsExactly("read 42");
        assertThat(end.errors()).singleElement().asString().contains("COVET-2011");
    }

    @Test
    void badOption_isReportedAndTheRestWorks() {
        End end = run(jdbc(17).flags(flag("log.levle=warn," + DEBUG)));
        assertThat(end.errors()).hasSize(2);
        assertThat(end.errors().get(0))
                .containsPattern("COVET-10\\d\\d")
                .contains("covet.log.levle", "Did you mean covet.log.level");
        assertThat(end.errors().get(1)).isEqualTo(FROM_DRIVER);
    }

    @Test
    void packedIntoTheApplication_isRefusedPolitely() throws IOException {
        Path application =
                AgentJar.copy(AgentJar.path(), folder.resolve("application.jar"), name -> name.startsWith("dev/"));
        String classPath = application + File.pathSeparator + System.getProperty("java.class.path");
        End end = run(ForkedJvm.mainClass(HelloMain.class.getName(), classPath)
                .jdk(17)
                .flags(flag("")));
        assertThat(end.output()).containsExactly("hello");
        assertThat(end.errors()).singleElement().asString().contains("COVET-2002", "application.jar");
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void jarIsDamaged_applicationRuns(int jdk) throws IOException {
        Path damaged = AgentJar.copy(
                AgentJar.path(),
                folder.resolve("damaged.jar"),
                name -> !name.endsWith("transform/TypeIndex.classdata"));
        End end = run(jdbc(jdk).flags("-javaagent:" + damaged + "=banner=off"));
        assertThat(end.output()).containsExactly("read 42");
        assertThat(end.errors()).singleElement().asString().contains("COVET-2004", "TypeIndex");
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void errorsInAPoint_applicationUnaffectedAndFeaturePassesThrough(int jdk) throws IOException {
        Path damaged = AgentJar.copy(
                AgentJar.path(), folder.resolve("damaged.jar"), name -> !name.endsWith("jdbc/FactoryCall.classdata"));
        End end = run(program(JdbcMain.class, jdk, "30").flags("-javaagent:" + damaged + "=banner=off"));
        assertThat(end.status()).isZero();
        assertThat(end.output()).hasSize(30).containsOnly("read 42");
        assertThat(end.errors()).hasSize(2);
        assertThat(end.errors().get(0)).contains("COVET-2102", "jdbc-factory", "FactoryCall");
        assertThat(end.errors().get(1)).contains("COVET-2101", "jdbc-factory", "covet.enabled=false");
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void errorInTheTransformation_classStaysAsItWas(int jdk) throws IOException {
        Path damaged = AgentJar.copy(
                AgentJar.path(),
                folder.resolve("damaged.jar"),
                name -> !name.endsWith("transform/ExitAdvice.classdata"));
        End end = run(jdbc(jdk).flags("-javaagent:" + damaged + "=" + DEBUG));
        assertThat(end.output()).containsExactly("read 42");
        assertThat(end.errors()).hasSizeBetween(1, 2);
        assertThat(end.errors().get(0)).contains("COVET-2102", "transformer");
    }

    @ParameterizedTest
    @ValueSource(ints = 17)
    void beforeMain_nothingThatIsTheApplicationsToChoose_isTouched(int jdk) throws IOException {
        Path log = folder.resolve("classes.txt");
        run(program(HelloMain.class, jdk).flags(flag(""), "-Xlog:class+load:file=" + log + "::filecount=0"));
        List<String> classes;
        try (var lines = Files.lines(log)) {
            classes = lines.toList();
        }
        assertThat(classes).anyMatch(line -> line.contains("dev.covet.agent.tooling.AgentInstaller"));
        assertThat(classes)
                .noneMatch(line -> line.contains(" java.util.logging.")
                        || line.contains(" java.lang.management.")
                        || line.contains(" javax.management.")
                        || line.contains(" io.opentelemetry.")
                        || line.contains(" java.sql.")
                        || line.contains(" org.objectweb.asm."));
    }

    @Test
    void commands_ofTheJar_printAndExit() {
        End version = run(ForkedJvm.jar(AgentJar.path()).arguments("version"));
        assertThat(version.status()).isZero();
        assertThat(version.output()).singleElement().asString().startsWith("Covet ");
        assertThat(version.errors()).isEmpty();
        End unknown = run(ForkedJvm.jar(AgentJar.path()).arguments("fly"));
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.errors()).singleElement().asString().startsWith("COVET-2008");
    }
}
