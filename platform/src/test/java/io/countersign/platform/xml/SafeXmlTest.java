package io.countersign.platform.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeXmlTest {
    @Test
    void plainDocumentIsRead() {
        assertThat(SafeXml.parse(bytes("<a xmlns='urn:x'><b/></a>"))
                        .getDocumentElement()
                        .getNamespaceURI())
                .isEqualTo("urn:x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/evil.dtd'><a/>",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/'> %x;]><a/>",
                "<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;'>]><a>&m;</a>",
                "<a><b></a>",
                "<a>&undeclared;</a>",
                "",
                "{\"json\":true}"
            })
    void documentTypesEntitiesAndMalformedTextAreRefused(String xml) {
        assertThatThrownBy(() -> SafeXml.parse(bytes(xml))).isInstanceOf(ProblemException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
