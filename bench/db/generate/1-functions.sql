-- A schema of its own for what the generator needs to know; nothing of the product refers to it. Every draw is a hash of what it is drawn for, so that two
-- databases of one size are the same.
CREATE SCHEMA bench;
CREATE FUNCTION bench.unit(n bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT ((hashint8extended(n, salt) & 4503599627370495)::float8 + 0.5) / 4503599627370496 $$;
CREATE FUNCTION bench.normal(n bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT sqrt(-2 * ln(bench.unit(n, salt))) * cos(2 * pi() * bench.unit(n, salt + 1000)) $$;
CREATE FUNCTION bench.pick(choices text[], n bigint, salt bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT choices[1 + floor(bench.unit(n, salt) * cardinality(choices))::int] $$;
CREATE FUNCTION bench.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT md5(kind || ':' || n)::uuid $$;

-- Indexes of a table are taken away for a bulk load and made again, exactly as they were.
CREATE TABLE bench.indexes (table_name text, definition text);
CREATE FUNCTION bench.drop_indexes(VARIADIC names text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text; index record;
BEGIN
  FOREACH name IN ARRAY names LOOP
    FOR index IN
      SELECT i.indexrelid::regclass AS id, k.conname, pg_get_constraintdef(k.oid) AS rule, pg_get_indexdef(i.indexrelid) AS definition
      FROM pg_index i LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u') WHERE i.indrelid = ('public.' || name)::regclass
    LOOP
      IF index.conname IS NULL THEN
        INSERT INTO bench.indexes VALUES (name, index.definition);
        EXECUTE format('DROP INDEX %s', index.id);
      ELSE
        INSERT INTO bench.indexes VALUES (name, format('ALTER TABLE public.%I ADD CONSTRAINT %I %s', name, index.conname, index.rule));
        EXECUTE format('ALTER TABLE public.%I DROP CONSTRAINT %I', name, index.conname);
      END IF;
    END LOOP;
  END LOOP;
END $$;
CREATE FUNCTION bench.make_indexes(name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
  FOR line IN DELETE FROM bench.indexes WHERE table_name = name RETURNING definition LOOP EXECUTE line; END LOOP;
END $$;
