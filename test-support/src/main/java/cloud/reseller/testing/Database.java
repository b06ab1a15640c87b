package cloud.reseller.testing;

/** Where and as whom to connect to one PostgreSQL database. */
public record Database(String jdbcUrl, String user, String password) {}
