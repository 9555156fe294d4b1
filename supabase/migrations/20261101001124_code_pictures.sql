-- Where the function item-code keeps the pictures that WeChat drew (小程序码). They stay valid for ever, and WeChat
-- counts each drawing, so each is drawn once.
--
-- Private and without a policy: what a card shows is public, but a public bucket would hand out pictures of codes
-- that were stopped. The function alone reads and writes here, with the server's key, after the database said who asks
-- and which codes are in use. Whoever could write here could put a picture of his own on the county's cards.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('code-pictures', 'code-pictures', false, 1048576, array['image/jpeg', 'image/png'])
on conflict (id) do update set public = excluded.public, file_size_limit = excluded.file_size_limit,
  allowed_mime_types = excluded.allowed_mime_types;
