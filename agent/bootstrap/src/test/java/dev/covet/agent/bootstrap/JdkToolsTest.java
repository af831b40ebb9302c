package dev.covet.agent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkToolsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.compiler/com.sun.tools.javac.Main -d x A.java",
                "jdk.jcmd/sun.tools.jcmd.JCmd",
                "jdk.jcmd/sun.tools.jps.Jps -l",
                "java.base/sun.security.tools.keytool.Main -list",
                "jdk.jartool/sun.tools.jar.Main cf x.jar",
                "java.rmi/sun.rmi.registry.RegistryImpl"
            })
    void isTool_programOfTheJdk_true(String command) {
        assertThat(JdkTools.isTool(command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Main",
                "app.jar --port 80",
                "/opt/app/app.jar",
                "java.app/lib.d/app.jar",
                "com.acme/com.acme.Main",
                "jdk.compiler/com.sun.tools.javac.launcher.Main Hello.java",
                ""
            })
    void isTool_application_false(String command) {
        assertThat(JdkTools.isTool(command)).isFalse();
    }

    @Test
    void isTool_unknown_false() {
        assertThat(JdkTools.isTool(null)).isFalse();
    }
}
