/**
 * Who did what: an audit trail of all changes to permissions and all purchases, successful or
 * refused.
 */
package cloud.reseller.activity;
