package io.countersign.identity.review;

import java.time.Instant;
import java.util.List;

/**
 * Who can do what, and who used it, at one moment.
 *
 * @param asOf that moment
 * @param people everybody who was seen, by name; roles as their last token said, since no list of users is ever fetched
 */
record AccessReview(Instant asOf, List<ReviewedPerson> people) {}
