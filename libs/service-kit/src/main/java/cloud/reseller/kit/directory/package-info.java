/**
 * People: the only place names are kept. Every service records the agents who call it in the topic
 * {@code directory}, and keeps a table to join when a view is read. Permissions-service alone adds
 * and erases people; how they stand in topic and table is said here, beside the migrations.
 */
package cloud.reseller.kit.directory;
