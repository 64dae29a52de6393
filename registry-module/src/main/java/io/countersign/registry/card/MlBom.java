package io.countersign.registry.card;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CycloneDX 1.6 bill of materials of one machine learning model, as far as it is filled here (ECMA-424, JSON). */
record MlBom(
        String bomFormat,
        String specVersion,
        String serialNumber,
        int version,
        Metadata metadata,
        List<Library> components) {

    record Metadata(String timestamp, Tools tools, Model component) {}

    record Tools(List<Tool> components) {}

    record Tool(String type, String name) {}

    record Model(
            String type,
            @JsonProperty("bom-ref") String bomRef,
            String name,
            String version,
            @Nullable String description,
            List<Hash> hashes,
            Card modelCard,
            List<Property> properties) {}

    record Library(
            String type,
            String name,
            @Nullable String version,
            @Nullable String purl) {}

    record Hash(String alg, String content) {}

    record Property(String name, String value) {}

    record Card(Parameters modelParameters, Analysis quantitativeAnalysis, Considerations considerations) {}

    record Parameters(
            @Nullable String modelArchitecture, List<Dataset> datasets, List<Format> inputs, List<Format> outputs) {}

    record Dataset(String type, String name) {}

    record Format(String format) {}

    record Analysis(List<Metric> performanceMetrics) {}

    record Metric(
            String type,
            String value,
            @Nullable String slice,
            @Nullable Interval confidenceInterval) {}

    record Interval(@Nullable String lowerBound, @Nullable String upperBound) {}

    record Considerations(
            List<String> users,
            List<String> useCases,
            List<String> technicalLimitations,
            List<Risk> ethicalConsiderations) {}

    record Risk(String name, @Nullable String mitigationStrategy) {}
}
