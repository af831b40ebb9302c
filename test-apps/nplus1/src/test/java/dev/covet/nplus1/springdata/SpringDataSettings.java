package dev.covet.nplus1.springdata;

import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Spring Data JDBC as its documentation configures it. */
@Configuration(proxyBeanMethods = false)
class SpringDataSettings extends AbstractJdbcConfiguration {
    /** Of a context of its own. */
    static JdbcAggregateOperations aggregates(DataSource source) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> source);
        context.register(SpringDataSettings.class);
        context.refresh();
        return context.getBean(JdbcAggregateOperations.class);
    }

    @Bean
    NamedParameterJdbcOperations operations(DataSource source) {
        return new NamedParameterJdbcTemplate(source);
    }
}
