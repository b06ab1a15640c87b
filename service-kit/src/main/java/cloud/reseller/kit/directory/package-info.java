/**
 * People: the only place names are kept. One service writes them to the topic {@code directory},
 * others keep a table to join when a view is read.
 */
package cloud.reseller.kit.directory;
