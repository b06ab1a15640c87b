package cloud.reseller.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Holds the one infrastructure of the JVM. Quarkus loads test classes in separate class loaders,
 * each with its own statics; the copy of this class in the system class loader starts the parts,
 * and every other copy delegates to it.
 */
final class Shared {
  static final Infrastructure INSTANCE = find();

  private Shared() {}

  private static Infrastructure find() {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    if (Shared.class.getClassLoader() == system) {
      return start();
    }
    try {
      Class<?> theirs = system.loadClass(Infrastructure.class.getName());
      return forwarding(theirs, theirs.getMethod("shared").invoke(null));
    } catch (ClassNotFoundException notOnTheClassPath) {
      return start();
    } catch (ReflectiveOperationException cannot) {
      throw new IllegalStateException("cannot reach the infrastructure of this JVM", cannot);
    }
  }

  private static Infrastructure start() {
    String kind = System.getProperty("infrastructure", "local");
    return switch (kind) {
      case "local" -> new LocalInfrastructure();
      case "containers" -> new ContainerInfrastructure();
      default ->
          throw new IllegalArgumentException(
              "infrastructure=" + kind + ": use local or containers");
    };
  }

  private static Infrastructure forwarding(Class<?> theirType, Object theirs) {
    return (Infrastructure)
        Proxy.newProxyInstance(
            Shared.class.getClassLoader(),
            new Class<?>[] {Infrastructure.class},
            (proxy, method, arguments) -> {
              Method same = theirType.getMethod(method.getName(), method.getParameterTypes());
              // Kafka's clients load classes from the context class loader first.
              Thread thread = Thread.currentThread();
              ClassLoader context = thread.getContextClassLoader();
              thread.setContextClassLoader(theirType.getClassLoader());
              try {
                Object answer = same.invoke(theirs, arguments);
                if (method.getReturnType() == Database.class) {
                  return database(answer);
                }
                return method.getReturnType() == Login.class ? login(answer) : answer;
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              } finally {
                thread.setContextClassLoader(context);
              }
            });
  }

  private static Database database(Object theirs) throws ReflectiveOperationException {
    return new Database(
        text(theirs, "jdbcUrl"),
        text(theirs, "user"),
        text(theirs, "password"),
        text(theirs, "migrator"),
        text(theirs, "migratorPassword"));
  }

  private static Login login(Object theirs) throws ReflectiveOperationException {
    return new Login(text(theirs, "username"), text(theirs, "password"));
  }

  private static String text(Object theirs, String component) throws ReflectiveOperationException {
    return (String) theirs.getClass().getMethod(component).invoke(theirs);
  }
}
