/** What is known about one customer when a command is decided, and what facts do to it. */
package cloud.reseller.permissions.write.state;
