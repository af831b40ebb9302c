package dev.covet.petshop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells where the application answers once it does. */
@Component
class StartupLog {

    private static final Logger log = LoggerFactory.getLogger(StartupLog.class);

    private final Environment environment;
    private final LoggingSystem logging;

    StartupLog(Environment environment, LoggingSystem logging) {
        this.environment = environment;
        this.logging = logging;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        logging.setLogLevel("com.zaxxer.hikari.pool.HikariPool", LogLevel.WARN);
        log.info(
                "Ready after {} ms: http://localhost:{}/ (Ctrl+C stops it)",
                event.getTimeTaken().toMillis(),
                environment.getProperty("local.server.port"));
    }
}
