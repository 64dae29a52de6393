package io.countersign.approvals.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** Days on which a person is away, and who stands in: tasks move, rules do not. */
@Entity
@Table(name = "absence")
@IdClass(Absence.Key.class)
public class Absence {
    @Id
    private String subject;

    @Id
    @Column(name = "from_day")
    private LocalDate firstDay;

    @Column(name = "until_day")
    private LocalDate lastDay;

    private String deputy;

    @Column(name = "deputy_name")
    private String deputyName;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Absence() {}

    /** Whose, beginning when. */
    public record Key(String subject, LocalDate firstDay) {}

    public Absence(Key key, LocalDate lastDay, String deputy, String deputyName) {
        this.subject = key.subject();
        this.firstDay = key.firstDay();
        this.lastDay = lastDay;
        this.deputy = deputy;
        this.deputyName = deputyName;
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }

    public String subject() {
        return subject;
    }

    public LocalDate firstDay() {
        return firstDay;
    }

    public LocalDate lastDay() {
        return lastDay;
    }

    public String deputy() {
        return deputy;
    }

    public String deputyName() {
        return deputyName;
    }
}
