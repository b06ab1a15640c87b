/** Lists that are read page by page: how long a page is, where one begins, where the next is. */
package cloud.reseller.kit.paging;
