-- Searches by several tags at once: all tags of a version stand in one indexed column, so that the index alone finds the
-- versions that have them all. A term is key=value; of a long value its beginning (a search compares the whole as well).

ALTER TABLE registry.model_version ADD COLUMN tag_terms text[] NOT NULL DEFAULT '{}';

CREATE FUNCTION registry.gather_tag_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE registry.model_version v
    SET tag_terms = ARRAY(SELECT t.key || '=' || left(t.value, 200) FROM registry.model_version_tag t WHERE t.version_id = v.id)
    WHERE v.id IN (SELECT version_id FROM changed);
    RETURN NULL;
END $$;
CREATE TRIGGER tags_added AFTER INSERT ON registry.model_version_tag
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.gather_tag_terms();
CREATE TRIGGER tags_changed AFTER UPDATE ON registry.model_version_tag
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.gather_tag_terms();
CREATE TRIGGER tags_removed AFTER DELETE ON registry.model_version_tag
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.gather_tag_terms();

UPDATE registry.model_version v
    SET tag_terms = ARRAY(SELECT t.key || '=' || left(t.value, 200) FROM registry.model_version_tag t WHERE t.version_id = v.id)
    WHERE EXISTS (SELECT 1 FROM registry.model_version_tag t WHERE t.version_id = v.id);
CREATE INDEX model_version_tag_terms ON registry.model_version USING gin (tag_terms) WITH (fastupdate = off);
