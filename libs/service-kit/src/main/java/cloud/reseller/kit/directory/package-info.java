/**
 * People: the only place where names are kept. Every service records the agents who call it in the
 * topic {@code directory}, and keeps a table that views join when they are read. Only
 * permissions-service adds and erases people; the form of records and rows is defined here, next to
 * the migrations.
 */
package cloud.reseller.kit.directory;
