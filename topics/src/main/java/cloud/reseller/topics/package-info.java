/** The topics of the house by their names. */
package cloud.reseller.topics;
