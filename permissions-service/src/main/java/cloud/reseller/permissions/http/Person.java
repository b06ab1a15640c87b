package cloud.reseller.permissions.http;

import java.util.Optional;

/** A person; without names if the person is not in the directory. */
record Person(String id, Optional<String> userPrincipalName, Optional<String> displayName) {}
