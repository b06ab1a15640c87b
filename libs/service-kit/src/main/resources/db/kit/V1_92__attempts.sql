-- When a person tried what its rights do not allow on a customer, within the last hour. Not made from
-- the log and not brought back by a replay: who loses it records a few attempts more.
create table attempt (
  person_id   text not null,
  customer_id text not null,
  times       timestamptz[] not null,
  last_at     timestamptz not null,
  primary key (person_id, customer_id)
);

create index attempt_by_last_at on attempt (last_at);
