package io.countersign.tracking;

/** Id of a run: 32 lower-case hex digits when made here (MLflow accepts {@code [A-Za-z0-9][\w-]{0,255}}). */
public record RunId(String value) {
    public RunId {
        if (!value.matches("[A-Za-z0-9][\\w-]{0,255}")) {
            throw new IllegalArgumentException("not a run id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
