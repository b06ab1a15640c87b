/** Reading rows where Panache entities do not: pages by key of a join, and in this kit. */
package cloud.reseller.kit.sql;
