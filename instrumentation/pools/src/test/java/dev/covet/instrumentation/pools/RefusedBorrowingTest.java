package dev.covet.instrumentation.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusedBorrowingTest extends WovenPools {
    private final RefusingNode node = new RefusingNode();

    private DataSource pool(Product product) throws Exception {
        WrappingDriver.node(node);
        return product.open(null, "jdbc:wrapped:h2:mem:watched", WrappingDriver.class);
    }

    @AfterEach
    void forget() {
        WrappingDriver.node(null);
    }

    @ParameterizedTest
    @EnumSource
    void refusal_isWhatTheApplicationGets_andThePoolGoesOn(Product product) throws Exception {
        DataSource source = pool(product);
        source.getConnection().close();
        assertThat(node.idle).isEmpty();
        node.refusal = new SQLTransientConnectionException("COVET-4401 not now");
        assertThatThrownBy(source::getConnection).isSameAs(node.refusal);
        assertThatThrownBy(source::getConnection).isSameAs(node.refusal);
        assertThat(node.idle).hasSize(2).allMatch(idle -> idle >= 0);
        node.refusal = null;
        try (Connection one = source.getConnection();
                Connection two = source.getConnection()) {
            assertThat(one.isClosed() || two.isClosed()).isFalse();
        }
        product.close(source);
    }

    @ParameterizedTest
    @EnumSource
    void connectionThatIsLent_isTakenBackMeanwhile(Product product) throws Exception {
        DataSource source = pool(product);
        Connection lent = source.getConnection();
        node.refusal = new SQLTransientConnectionException("COVET-4401 not now");
        lent.close();
        node.refusal = null;
        source.getConnection().close();
        product.close(source);
    }

    @Test
    void poolThatLeadsToSeveral_isNotRefused() throws Exception {
        DataSource source = pool(Product.DBCP2);
        try (Connection one = source.getConnection()) {
            RefusingNode other = new RefusingNode();
            WrappingDriver.node(other);
            try (Connection two = source.getConnection()) {
                assertThat(one).isNotSameAs(two);
            }
            node.refusal = new SQLTransientConnectionException("COVET-4401 not now");
            other.refusal = node.refusal;
        }
        source.getConnection().close();
        assertThat(node.idle).isEmpty();
        Product.DBCP2.close(source);
    }
}
