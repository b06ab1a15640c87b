/** Topics: what a service depends on, made where they are missing, verified before it starts. */
package cloud.reseller.log.topics;
