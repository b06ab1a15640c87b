/** Paging of lists: page sizes, continuation tokens and links. */
package cloud.reseller.kit.paging;
