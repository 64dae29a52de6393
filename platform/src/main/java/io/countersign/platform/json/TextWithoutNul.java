package io.countersign.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** A text as callers send it. PostgreSQL's texts hold no NUL, so none gets in. */
final class TextWithoutNul extends StringDeserializer {
    private static final long serialVersionUID = 1;

    static Module everywhere() {
        return new SimpleModule("texts without NUL").addDeserializer(String.class, new TextWithoutNul());
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = super.deserialize(json, context);
        if (text != null && text.indexOf('\0') >= 0) {
            throw context.weirdStringException(text, String.class, "it holds a NUL character");
        }
        return text;
    }
}
