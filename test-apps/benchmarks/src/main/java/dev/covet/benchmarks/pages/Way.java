package dev.covet.benchmarks.pages;

import java.util.Locale;

/** A page and how it is written. */
enum Way {
    JDBC_LOOP,
    JDBC_BY_HAND,
    JDBC_JOIN,
    HIBERNATE_LAZY,
    HIBERNATE_BATCHES,
    HIBERNATE_BY_HAND,
    HIBERNATE_JOIN,
    FIRST_TWENTY,
    ONE_OF_THOUSAND,
    EVERY_TENTH,
    AT_RANDOM,
    WIDE_ROWS,
    SKEWED_KEYS,
    WRITE_FOR_EACH_ROW,
    SAME_KEY,
    DIFFERENT_QUERIES;

    Page page(String url, int owners) {
        return switch (this) {
            case JDBC_LOOP -> JdbcPages.loop(owners);
            case JDBC_BY_HAND -> JdbcPages.byHand(owners);
            case JDBC_JOIN -> JdbcPages.join(owners);
            case HIBERNATE_LAZY -> HibernatePages.lazy(url, owners);
            case HIBERNATE_BATCHES -> HibernatePages.inBatches(url, owners);
            case HIBERNATE_BY_HAND -> HibernatePages.byHand(url, owners);
            case HIBERNATE_JOIN -> HibernatePages.join(url, owners);
            case FIRST_TWENTY -> LossPages.first();
            case ONE_OF_THOUSAND -> LossPages.oneOfThousand();
            case EVERY_TENTH -> LossPages.everyTenth();
            case AT_RANDOM -> LossPages.atRandom();
            case WIDE_ROWS -> LossPages.wide();
            case SKEWED_KEYS -> LossPages.skewed();
            case WRITE_FOR_EACH_ROW -> LossPages.writes();
            case SAME_KEY -> LossPages.sameKey();
            case DIFFERENT_QUERIES -> LossPages.differentQueries();
        };
    }

    boolean isMadeToLose() {
        return compareTo(FIRST_TWENTY) >= 0;
    }

    String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
