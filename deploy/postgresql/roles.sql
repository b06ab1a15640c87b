-- The two roles of one service. Run it once in the service's own database, as a superuser, and again
-- after an upgrade that changed it: a second run changes nothing.
--
--   createdb permissions
--   psql --dbname=permissions --file=roles.sql
--   psql --dbname=permissions --command='\password permissions' --command='\password permissions_migrator'
--
-- <database> is the role the service works as: it reads and writes rows, in this database alone.
-- <database>_migrator owns the database and all tables: migrations run as it and nothing else does.
-- What an earlier release left in the hands of another role is handed over.

-- The schema public is the migrator's. With it on the path a function it puts there, such as a format of
-- its own, would be called below with the rights of the superuser. SET itself calls no function.
set search_path = pg_catalog, pg_temp;

do $roles$
declare
  service constant text := current_database();
  migrator constant text := current_database() || '_migrator';
  each text;
begin
  foreach each in array array[service, migrator] loop
    if not exists (select from pg_roles where rolname = each) then
      execute format('create role %I', each);
    end if;
    execute format(
      'alter role %I with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls'
      ' noinherit',
      each);
  end loop;

  -- None takes all connections of the server. A number that was set since stays.
  for each in
    select format('alter role %I connection limit %s', rolname,
                  case rolname when service then 64 else 8 end)
      from pg_roles
     where rolname in (service, migrator) and rolconnlimit = -1
  loop
    execute each;
  end loop;

  -- Nobody comes in who is not named, to no database of this server.
  for each in select datname from pg_database where datname in ('postgres', 'template1') loop
    execute format('revoke connect, temporary on database %I from public', each);
  end loop;
  execute format('alter database %I owner to %I', service, migrator);
  execute format('revoke all on database %I from public', service);
  execute format('revoke all on database %I from %I', service, service);
  execute format('grant connect on database %I to %I', service, service);
  -- Nor another service's role that the migrator, whose database it is, has let in.
  for each in
    select distinct rolname
      from pg_database, aclexplode(datacl) acl
      join pg_roles on pg_roles.oid = acl.grantee
     where datname = service
       and rolname in (select datname || ending
                         from pg_database, (values (''), ('_migrator')) endings (ending)
                        where datname <> service)
  loop
    execute format('revoke all on database %I from %I', service, each);
  end loop;

  execute format('alter schema public owner to %I', migrator);
  revoke all on schema public from public;
  execute format('revoke all on schema public from %I', service);
  execute format('grant usage on schema public to %I', service);

  for each in
    select format('alter %s public.%I owner to %I',
                  case relkind when 'v' then 'view' when 'm' then 'materialized view'
                               when 'S' then 'sequence' else 'table' end,
                  relname, migrator)
      from pg_class
     where relnamespace = 'public'::regnamespace
       and relkind in ('r', 'p', 'v', 'm', 'S')
       and relowner <> quote_ident(migrator)::regrole
       -- A sequence of a column follows its table.
       and not exists (select from pg_depend
                        where objid = pg_class.oid and deptype in ('a', 'i') and relkind = 'S')
  loop
    execute each;
  end loop;
  for each in
    select format('alter routine %s owner to %I', oid::regprocedure, migrator)
      from pg_proc
     where pronamespace = 'public'::regnamespace and proowner <> quote_ident(migrator)::regrole
  loop
    execute each;
  end loop;

  -- Large objects belong to who makes them and to no table.
  revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public;

  -- Rows only: no other role may make, change or empty a table.
  execute format('grant select, insert, update, delete on all tables in schema public to %I',
                 service);
  execute format('grant usage on all sequences in schema public to %I', service);
  execute format('alter default privileges for role %I in schema public'
                 ' grant select, insert, update, delete on tables to %I', migrator, service);
  execute format('alter default privileges for role %I in schema public'
                 ' grant usage on sequences to %I', migrator, service);

  -- Limits of every connection. The services set the same ones themselves, see docs/operating.
  execute format('alter role %I set statement_timeout = %L', service, '30s');
  execute format('alter role %I set lock_timeout = %L', service, '10s');
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', service, '30s');
  execute format('alter role %I set idle_session_timeout = %L', service, '10min');
  -- What a statement sorts may not fill the disk. This one no role can lift for itself.
  execute format('alter role %I set temp_file_limit = %L', service, '1GB');
  execute format('alter role %I set statement_timeout = %L', migrator, '1h');
  execute format('alter role %I set lock_timeout = %L', migrator, '1min');
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', migrator, '1h');
  execute format('alter role %I set idle_session_timeout = %L', migrator, '1h');
end
$roles$;
