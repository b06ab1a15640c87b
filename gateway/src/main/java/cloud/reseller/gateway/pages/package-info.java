/** What all pages share: the frame, who looks at them, words, numbers, files and errors. */
package cloud.reseller.gateway.pages;
