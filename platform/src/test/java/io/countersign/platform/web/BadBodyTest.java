package io.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.platform.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadBodyTest {
    enum Colour {
        RED,
        BLUE
    }

    record Item(Instant until) {}

    record Body(UUID id, int count, Colour colour, List<Item> items, List<String> names, Map<String, String> texts) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"items\":[{\"until\":\"<script>\"}]}|the member 'items.0.until' takes a date or time as RFC 3339 writes it, such as 2026-01-31T12:00:00Z",
                "{\"id\":\"x\"}|the member 'id' takes a UUID",
                "{\"colour\":\"green\"}|the member 'colour' takes one of RED, BLUE",
                "{\"count\":\"many\"}|the member 'count' takes another kind of value",
                "{\"count\":null}|the member 'count' is missing or not of the type that this endpoint takes",
                "{\"items\":[{\"from\":1}]}|this endpoint knows no member 'items.0.from'",
                "{\"names\":[\"a\",null]}|the member 'names.1' is missing or not of the type that this endpoint takes",
                "{\"texts\":{\"a\":null}}|the member 'texts.a' is missing or not of the type that this endpoint takes",
                "{\"names\":[\"a\",\"b\\u0000\"]}|the member 'names.1' takes another kind of value",
                "{\"texts\":{\"a\":\"\\u0000\"}}|the member 'texts.a' takes another kind of value",
                "{\"texts\":{\"a\\u0000\":\"b\"}}|the member 'texts' takes another kind of value",
                "[]|it has not the shape that this endpoint takes",
            })
    void saysWhichMemberIsWrongAndNoTypeOfOurs(String body, String complaint) {
        JsonProcessingException malformed = catchThrowableOfType(
                JsonProcessingException.class, () -> Json.requests().readValue(body, Body.class));
        assertThat(BadBody.describe(malformed)).isEqualTo("The request body is not valid: " + complaint);
    }
}
