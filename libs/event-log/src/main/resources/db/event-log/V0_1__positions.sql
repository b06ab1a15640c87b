-- How far each projection has read, in the same database as its rows.
create table projection_position (
  projection text not null,
  topic text not null,
  partition integer not null,
  -- As Kafka prints it (base64): a topic made anew under the same name is another log.
  topic_id text not null,
  -- The reader's position: the next offset to read, also when only markers moved it.
  position bigint not null check (position >= 0),
  primary key (projection, topic, partition)
)
-- Updated with every batch and never in an indexed column: leave room for it on the page.
with (fillfactor = 50);

-- Records that wait because they, or one of the same key before them, could not be applied.
-- The bytes stay in the log.
create table projection_parked (
  projection text not null,
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  record_key text not null,
  reason text not null,
  primary key (projection, topic, partition, record_offset)
);

create index projection_parked_key on projection_parked (projection, record_key);
