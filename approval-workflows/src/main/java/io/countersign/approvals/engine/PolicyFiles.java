package io.countersign.approvals.engine;

import io.countersign.platform.xml.SafeXml;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What an uploaded decision table may hold: tables with plain FEEL. Everything by which a file could run code, reach a bean
 * or read another document is refused before the engine sees it.
 */
final class PolicyFiles {
    private static final int LARGEST = 1_000_000;
    private static final Set<String> LANGUAGES = Set.of("feel", "https://www.omg.org/spec/dmn/20191111/feel/");

    private PolicyFiles() {}

    /** @throws IllegalArgumentException saying what is not allowed */
    static void requireHarmless(byte[] file) {
        require(file.length <= LARGEST, "it is larger than " + LARGEST + " bytes");
        String text = new String(file, StandardCharsets.UTF_8);
        require(!text.contains("${") && !text.contains("#{"), "it holds an expression of the engine");
        try {
            XMLStreamReader reader = SafeXml.read(file);
            while (reader.hasNext()) {
                int event = reader.next();
                require(event != XMLStreamConstants.DTD, "it holds a DOCTYPE");
                if (event == XMLStreamConstants.START_ELEMENT) {
                    check(reader);
                }
            }
        } catch (XMLStreamException malformed) {
            throw new IllegalArgumentException("The file is no well-formed XML", malformed);
        }
    }

    private static void check(XMLStreamReader element) {
        String name = element.getLocalName();
        require(
                !Set.of("import", "functionDefinition", "businessKnowledgeModel", "invocation", "extensionElements")
                        .contains(name),
                "it holds the element " + name);
        for (int i = 0; i < element.getAttributeCount(); i++) {
            if (element.getAttributeLocalName(i).equals("expressionLanguage")) {
                String language = element.getAttributeValue(i).toLowerCase(Locale.ROOT);
                require(LANGUAGES.contains(language), "it asks for the expression language " + language);
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("The decision table is refused: " + otherwise);
        }
    }
}
