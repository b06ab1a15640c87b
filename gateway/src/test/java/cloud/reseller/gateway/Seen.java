package cloud.reseller.gateway;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What the recording service saw, by its word. */
@Retention(RetentionPolicy.RUNTIME)
@interface Seen {}
