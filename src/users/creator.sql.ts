/** SQL expression of a `UserDto` as JSON, for a query that joins the table `user` as `creator`. */
export const CREATOR = `json_build_object('id', creator.number, 'uuid', creator.id, 'distinct_id', creator.id,
  'first_name', creator.first_name, 'last_name', creator.last_name, 'email', creator.email,
  'is_email_verified', NULL, 'hedgehog_config', '{}'::json, 'role_at_organization', NULL)`;
