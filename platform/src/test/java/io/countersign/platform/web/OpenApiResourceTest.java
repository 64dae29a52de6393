package io.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenApiResourceTest {

    @Test
    void servesTheDocumentedContractByteForByte() throws Exception {
        byte[] served = new OpenApiResource().document();

        assertThat(served).isEqualTo(Files.readAllBytes(Path.of("../docs/api/openapi.yaml")));
        assertThat(new String(served, StandardCharsets.UTF_8)).startsWith("openapi: 3.1");
    }

    @Test
    void isOpenToEverybodyAndRegisteredInEachShell() throws Exception {
        Access access = Access.of(OpenApiResource.class, OpenApiResource.class.getMethod("document"))
                .orElseThrow();

        assertThat(access.open()).isTrue();
        assertThat(PlatformProviders.classes()).contains(OpenApiResource.class);
    }
}
