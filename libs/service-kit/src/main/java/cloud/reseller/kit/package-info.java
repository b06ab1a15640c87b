/** What every service shares on Quarkus. No rule of any one service belongs here. */
package cloud.reseller.kit;
