/** What every reader and writer of the log shares: positions, records and the CloudEvents form. */
package cloud.reseller.log;
