-- Turning on what is already on, or off what is already off, is no longer recorded.
delete from audit_record_1
where operation_status = 'failed'
  and operation in ('CREATE_PERMISSION', 'UPDATE_PERMISSION', 'DELETE_PERMISSION')
  and customized_data::jsonb @> any (array[
    '[{"key": "Code", "value": "PermissionAlreadyExists"}]',
    '[{"key": "Code", "value": "PermissionNotFound"}]']::jsonb[]);
