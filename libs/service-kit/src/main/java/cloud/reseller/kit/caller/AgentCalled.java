package cloud.reseller.kit.caller;

import cloud.reseller.events.DirectoryUser;

/** Event: a partner's agent made a call. Holds names, so only the directory may observe it. */
public record AgentCalled(DirectoryUser person) {}
