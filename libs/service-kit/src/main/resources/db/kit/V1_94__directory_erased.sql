-- Agents who were erased: nobody records them again when they call. Ids and no names.
create table directory_erased_1 (
  key       text not null primary key,
  id        text not null,
  tenant_id text not null
);

create view directory_erased as select * from directory_erased_1;

-- Keys of records that came after their person was erased. They are shown nowhere and wait to be
-- taken out of the topic.
create table directory_left_over_1 (
  key text not null primary key
);

create view directory_left_over as select * from directory_left_over_1;
