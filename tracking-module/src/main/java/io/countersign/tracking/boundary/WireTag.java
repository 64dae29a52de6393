package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;
import static io.countersign.tracking.boundary.Presence.required;

import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.tracking.control.WireLimits;
import io.countersign.tracking.entity.Tag;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A tag or a param: a key and a text. */
record WireTag(@Nullable String key, @Nullable String value) implements MlflowMessage {

    static WireTag from(Tag tag) {
        return new WireTag(tag.key(), tag.value());
    }

    static List<WireTag> from(List<Tag> tags) {
        return tags.stream().map(WireTag::from).toList();
    }

    /** As a tag of a run. @param path where it stands in the request, empty or ending with a dot */
    Tag runTag(String path) {
        return new Tag(checkedKey(path), WireLimits.tagValue(path + "value", orEmpty(value)));
    }

    Tag experimentTag(String path) {
        return new Tag(checkedKey(path), WireLimits.experimentTagValue(path + "value", orEmpty(value)));
    }

    /** As a tag of a dataset's use. */
    Tag inputTag(String path) {
        return new Tag(
                WireLimits.within(path + "key", required(key, path + "key"), 255),
                WireLimits.within(path + "value", required(value, path + "value"), 500));
    }

    String checkedKey(String path) {
        return WireLimits.key(path + "key", required(key, path + "key"));
    }

    static List<Tag> runTags(@Nullable List<WireTag> tags) {
        List<WireTag> given = orEmpty(tags);
        return IntStream.range(0, given.size())
                .mapToObj(i -> given.get(i).runTag("tags[" + i + "]."))
                .toList();
    }

    static List<Tag> experimentTags(@Nullable List<WireTag> tags) {
        List<WireTag> given = orEmpty(tags);
        return IntStream.range(0, given.size())
                .mapToObj(i -> given.get(i).experimentTag("tags[" + i + "]."))
                .toList();
    }
}
