-- What the tables below need. pg_trgm is a trusted extension: the owner of a database may create it.
create extension if not exists pg_trgm;
--> statement-breakpoint
-- Lower case without accents, for search and order. IMMUTABLE and plain SQL, so it may be used in generated columns and
-- indexes, needs no dictionary, and the replica (PGlite) computes the same characters.
create function fold(t text) returns text language sql immutable parallel safe strict
return translate(lower(t), 'áàâãäåéèêëíìîïóòôõöúùûüçñýÿ', 'aaaaaaeeeeiiiiooooouuuucnyy');
