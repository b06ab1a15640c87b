package cloud.reseller.kit.caller;

import cloud.reseller.events.DirectoryUser;

/** A partner's agent made a call. Holds names: for the directory and nothing else. */
public record AgentCalled(DirectoryUser person) {}
