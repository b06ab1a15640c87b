-- Snapshots of a decider: a projection like any other. Drop them and a restart folds the log.
create table decider_partition (
  service       text    not null,
  partition     integer not null,
  state_version integer not null,
  last_time     bigint  not null,
  closed_at     text    not null,
  primary key (service, partition)
);

-- One row per topic: the next offset read, or for an input the last one decided.
create table decider_position (
  service    text    not null,
  partition  integer not null,
  topic      text    not null,
  is_input   boolean not null,
  topic_id   text    not null,
  position   bigint  not null,
  chain_head bytea,
  primary key (service, partition, topic, is_input)
);

create table decider_key (
  service   text    not null,
  partition integer not null,
  key       text    not null,
  state     bytea   not null,
  primary key (service, partition, key)
);
