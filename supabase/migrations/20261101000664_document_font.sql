-- Where the function document-pdf finds its font when the deploy could not bundle it (docs/decisions/0007-documents.md).
-- Private and without a policy: the function alone reads it, with the server's key.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('assets', 'assets', false, 20971520, array['font/ttf', 'application/octet-stream'])
on conflict (id) do update set public = excluded.public, file_size_limit = excluded.file_size_limit,
  allowed_mime_types = excluded.allowed_mime_types;
