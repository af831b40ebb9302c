package dev.covet.optimizer.features.route.position;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Of PostgreSQL 10 and later. What a commit has written is flushed before it is answered, unless somebody has set
 * {@code synchronous_commit} to {@code off}; a standby never gets what is not flushed, so it may stay behind the end of the
 * log for long.
 */
final class PostgresPositionQuestion implements PositionQuestion {
    private static final String SQL = """
            select r.replica, s.system_identifier::pg_catalog.text,
              case when r.replica then
                greatest(c.timeline_id, coalesce(m.min_recovery_end_timeline, 0),
                  (select coalesce(max(w.received_tli), 0) from pg_catalog.pg_stat_wal_receiver w))::pg_catalog.text
              else ('x' || pg_catalog.left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_flush_lsn()), 8)
                )::pg_catalog.bit(32)::pg_catalog.int4::pg_catalog.text end,
              case when r.replica then pg_catalog.pg_last_wal_replay_lsn()
                else pg_catalog.pg_current_wal_flush_lsn() end::pg_catalog.text,
              case when r.replica then null else pg_catalog.pg_current_wal_insert_lsn() end::pg_catalog.text,
              pg_catalog.current_setting('synchronous_commit') <> 'off',
              pg_catalog.current_setting('default_transaction_read_only') = 'on'
            from (select pg_catalog.pg_is_in_recovery() as replica) r,
              pg_catalog.pg_control_system() s, pg_catalog.pg_control_checkpoint() c, pg_catalog.pg_control_recovery() m""";

    @Override
    public Report ask(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            row.next();
            boolean replica = row.getBoolean(1);
            String written = row.getString(4);
            // A standby that has replayed nothing yet shows no more than its backup.
            WalPosition position = written == null ? new WalPosition(0) : WalPosition.of(written);
            String end = row.getString(5);
            return new Report(
                    replica,
                    row.getString(2),
                    row.getString(3),
                    position,
                    end == null ? position : WalPosition.of(end),
                    row.getBoolean(6),
                    row.getBoolean(7),
                    Hindrance.NONE);
        }
    }
}
