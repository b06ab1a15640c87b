/** Publishing one purchase request from the command line, as the customer portal would. */
package cloud.reseller.local.request;
