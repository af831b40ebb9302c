package dev.covet.petshop;

import java.time.Clock;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The pet clinic and its shop. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class PetshopMain {

    private static final Logger log = LoggerFactory.getLogger(PetshopMain.class);

    public static void main(String[] args) {
        StartupFailure failure = new StartupFailure();
        try {
            start(failure, args);
        } catch (RuntimeException e) {
            System.err.println("petshop: " + failure.explain(e));
            if (Arrays.asList(args).contains("--debug")) {
                e.printStackTrace();
            }
            System.exit(1);
        }
    }

    /** Starts the application in this process. */
    public static ConfigurableApplicationContext start(String... args) {
        return start(new StartupFailure(), args);
    }

    static ConfigurableApplicationContext start(StartupFailure failure, String... args) {
        SpringApplication application = new SpringApplication(PetshopMain.class);
        application.addListeners(failure);
        application.addInitializers(context -> log.info("Starting with {} ...", failure.database()));
        return application.run(args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
