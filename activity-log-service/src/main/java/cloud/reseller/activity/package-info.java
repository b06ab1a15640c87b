/** Who did what: every permission and every purchase, done or refused, as one audit trail. */
package cloud.reseller.activity;
