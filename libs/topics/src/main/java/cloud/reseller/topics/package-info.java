/** The topics of the system, the access rules for them, and the step that sets both up. */
package cloud.reseller.topics;
