package io.countersign.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** A text as callers send it, a value or a name within a map. PostgreSQL's texts hold no NUL, so none gets in. */
final class TextWithoutNul extends StringDeserializer {
    private static final long serialVersionUID = 1;
    private static final String HOLDS_NUL = "it holds a NUL character";

    static Module everywhere() {
        return new SimpleModule("texts without NUL")
                .addDeserializer(String.class, new TextWithoutNul())
                .addKeyDeserializer(String.class, new Name());
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = super.deserialize(json, context);
        if (text != null && text.indexOf('\0') >= 0) {
            throw context.weirdStringException(text, String.class, HOLDS_NUL);
        }
        return text;
    }

    private static final class Name extends KeyDeserializer {
        @Override
        public String deserializeKey(String key, DeserializationContext context) throws IOException {
            if (key.indexOf('\0') >= 0) {
                throw context.weirdKeyException(String.class, key, HOLDS_NUL);
            }
            return key;
        }
    }
}
