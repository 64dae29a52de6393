-- Who may do what, as far as the product decides it: keys, grants, people seen. Passwords and roles stay with the identity provider.
GRANT USAGE ON SCHEMA identity TO ${app_role};
