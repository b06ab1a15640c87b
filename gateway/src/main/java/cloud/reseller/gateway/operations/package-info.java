/** What those who operate the services see of them, and nothing of any customer. */
package cloud.reseller.gateway.operations;
