/** Reads rows where Panache entities do not fit: keyset pages of joins, and in this kit itself. */
package cloud.reseller.kit.sql;
