/**
 * People: the only place names are kept. One service adds and erases them in the topic {@code
 * directory}, every service records the agents who call it, and keeps a table to join when a view
 * is read.
 */
package cloud.reseller.kit.directory;
