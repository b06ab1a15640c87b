-- What the server samples of a column stays readable in pg_stats after its rows were erased, and
-- VACUUM does not remove it. Nothing is planned by the names, so they are not sampled.
alter table directory_user_1 alter column user_principal_name set statistics 0;
alter table directory_user_1 alter column display_name set statistics 0;

-- What was sampled before.
select pg_clear_attribute_stats(
  current_schema(), 'directory_user_1', attribute, false)
from unnest(array['user_principal_name', 'display_name']) attribute;
