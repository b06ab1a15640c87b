package cloud.reseller.gateway.pages;

import io.quarkus.qute.i18n.Message;
import java.lang.reflect.Proxy;

/**
 * The English words without a container: a word without a place for something as it is written, any
 * other one by its name with the first thing that is put into it.
 */
public final class EnglishWords implements Words {

  @Override
  public <B> B of(Class<B> bundle) {
    return bundle.cast(
        Proxy.newProxyInstance(
            bundle.getClassLoader(),
            new Class<?>[] {bundle},
            (proxy, word, values) ->
                values == null
                    ? word.getAnnotation(Message.class).value()
                    : word.getName() + " " + values[0]));
  }
}
