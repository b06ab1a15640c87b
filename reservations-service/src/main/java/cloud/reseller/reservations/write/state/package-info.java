/** The state of one customer on which commands are decided, and how facts change it. */
package cloud.reseller.reservations.write.state;
