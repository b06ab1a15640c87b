package cloud.reseller.gateway;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The permits that late answers of the recording service wait for. */
@Retention(RetentionPolicy.RUNTIME)
@interface Late {}
