package dev.covet.agent.tooling.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.agent.tooling.protect.LogLevel;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterLoadersTest {
    private static final String GOOD = "package lib; public class Driver extends Base {"
            + " public static String name() { return \"good\"; } protected int field = 3; }";
    private static final String BASE = "package lib; public class Base { public int inherited() { return 4; } }";
    private static final String ADAPTER = "package dev.covet.adapter.demo;"
            + " public class DemoAdapter implements java.util.function.Supplier<String> {"
            + " public String get() { return new Helper().text(); } }"
            + " class Helper extends lib.Driver { String text() { return lib.Driver.name() + field + inherited(); } }";
    private static final Adapter DEMO = new Adapter("demo", "dev.covet.adapter.demo.DemoAdapter", "lib.Driver");

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private final AgentLog log = new AgentLog(LogLevel.INFO, System::nanoTime, lines::add);
    private AdapterLoaders adapters;

    @BeforeEach
    void compileAdapter() throws IOException {
        Path library = library("compiled-against", GOOD);
        Path agent = folder.resolve("agent");
        Path own = agent.resolve("adapters/demo");
        Files.createDirectories(own);
        Compiled.source(own, "dev.covet.adapter.demo.DemoAdapter", ADAPTER, library);
        adapters = new AdapterLoaders(Compiled.loader(agent, ClassLoader.getPlatformClassLoader()), log);
    }

    private Path library(String name, String driver) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(name));
        Compiled.source(classes, "lib.Base", BASE);
        return Compiled.source(classes, "lib.Driver", driver, classes);
    }

    private URLClassLoader application(Path library) throws IOException {
        return Compiled.loader(library, ClassLoader.getPlatformClassLoader());
    }

    @Test
    void find_fittingLibrary_oneInstanceForEachCopy() throws Exception {
        Path library = library("good", GOOD);
        try (URLClassLoader first = application(library);
                URLClassLoader second = application(library)) {
            Supplier<?> adapter = adapters.find(DEMO, first, Supplier.class).orElseThrow();
            assertThat(adapter.get()).isEqualTo("good34");
            assertThat(adapters.find(DEMO, first, Supplier.class)).containsSame(adapter);
            assertThat(adapters.find(DEMO, new ClassLoader(first) {}, Supplier.class))
                    .containsSame(adapter);
            assertThat(adapters.find(DEMO, second, Supplier.class).orElseThrow())
                    .isNotSameAs(adapter);
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void find_libraryIsAbsent_nothingIsSaid() {
        assertThat(adapters.find(DEMO, ClassLoader.getPlatformClassLoader(), Supplier.class))
                .isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void find_memberIsMissing_refusedWithTheReasonOnce() throws Exception {
        refused("no-method", GOOD.replace("name()", "title()"), "there is no lib.Driver.name()Ljava/lang/String;");
    }

    @Test
    void find_memberChangedItsType_refused() throws Exception {
        refused(
                "other-type",
                GOOD.replace("int field", "long field"),
                "there is no dev.covet.adapter.demo.Helper.fieldI");
    }

    @Test
    void find_memberIsNoLongerPublic_refused() throws Exception {
        refused("hidden", GOOD.replace("public static", "private static"), "is not public");
    }

    @Test
    void find_inheritedMemberIsGone_refused() throws Exception {
        refused("no-base", GOOD.replace(" extends Base", ""), "inherited()I");
    }

    private void refused(String name, String driver, String reason) throws IOException {
        try (URLClassLoader application = application(library(name, driver))) {
            assertThat(adapters.find(DEMO, application, Supplier.class)).isEmpty();
            assertThat(adapters.find(DEMO, application, Supplier.class)).isEmpty();
        }
        assertThat(lines).singleElement().asString().contains("COVET-2020", "demo", reason);
    }

    @Test
    void find_applicationIsGone_nothingKeepsItsLoader() throws Exception {
        Path library = library("good", GOOD);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            loaders.add(useAndForget(library));
        }
        for (int i = 0; i < 50 && loaders.stream().anyMatch(loader -> loader.get() != null); i++) {
            System.gc();
        }
        assertThat(loaders).allMatch(loader -> loader.get() == null);
    }

    private WeakReference<ClassLoader> useAndForget(Path library) throws IOException {
        try (URLClassLoader application = application(library)) {
            Supplier<?> adapter =
                    adapters.find(DEMO, application, Supplier.class).orElseThrow();
            assertThat(adapter.get()).isEqualTo("good34");
            return new WeakReference<>(application);
        }
    }
}
