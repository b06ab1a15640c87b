/** The topics of the house by their names, who may do what with them, and what makes both so. */
package cloud.reseller.topics;
