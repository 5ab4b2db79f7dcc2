#include "modules/grading/service.hpp"

#include <algorithm>

#include "kit/endpoint.hpp"
#include "modules/grading/rules.hpp"
#include "modules/grading/store.hpp"

namespace homeport::grading {
namespace {

Facts facts_of(const pool::Tracking& place) {
  Facts facts{{ParameterKind::source, place.source}, {ParameterKind::follow_ups, std::to_string(place.counted_count)}};
  if (place.region) facts[ParameterKind::region] = *place.region;
  if (place.interest) facts[ParameterKind::interest] = *place.interest;
  if (place.activity) facts[ParameterKind::activity] = std::to_string(*place.activity);
  return facts;
}

// True when his grade is another one now.
bool grade_one(kit::Write& write, const SchemeVersion& version, CustomerId id) {
  const auto place = pool::load_place(write.tx, id);
  if (!place || place->state == pool::State::common) return false;
  const auto before = store::load_grade(write.tx, id, version.purpose);
  if (before && before->given_by == GivenBy::hand) {
    // He may have come into a pool since.
    if (place->grade != before->grade) pool::set_grade(write, id, before->grade);
    return false;
  }
  const auto made = score(version.scheme, facts_of(*place));
  const bool is_same = before && before->grade == made.grade && before->score_hundredths == made.score_hundredths &&
                       before->scheme_version == version.version_no;
  if (is_same) return false;
  store::save_grade(write.tx, {id,
                               version.purpose,
                               made.grade,
                               GivenBy::rule,
                               made.score_hundredths,
                               version.version_no,
                               write.now,
                               write.actor.name,
                               {}});
  if (place->grade == made.grade) return false;
  pool::set_grade(write, id, made.grade);
  return true;
}

Refusal no_scheme() {
  return refuse(RefusalKind::conflict, "grading.no_scheme", "there is no grading scheme yet; make one first");
}

}  // namespace

Result<SchemeVersion> create_scheme(kit::Write& write, const Scheme& scheme) {
  TRY_DONE(check_scheme(scheme));
  const auto before = store::current_scheme(write.tx, scheme.purpose);
  const SchemeVersion made{scheme.purpose, before ? before->version_no + 1 : 1, write.now, write.actor.name, scheme};
  store::insert_scheme(write.tx, made);
  kit::AuditEntry entry{"grading.set_scheme", "grading_scheme", made.version_no, scheme.note.value_or("")};
  entry.changes = before ? kit::changes_between(before->scheme, scheme) : kit::changes_of_new(scheme);
  write.audit(entry);
  return made;
}

Result<SchemeTrial> try_scheme(const kit::Read& read, const Scheme& scheme) {
  TRY_DONE(check_scheme(scheme));
  std::map<std::string, GradeCount> counts;
  for (const auto& band : scheme.grades)
    counts[band.grade].grade = band.grade;
  CustomerId after;
  std::int64_t seen = 0;
  while (seen < kMostSelected) {
    const auto ids = pool::open_customers(read.tx, after, kApplyBatch);
    for (const auto id : ids) {
      const auto place = pool::load_place(read.tx, id);
      if (!place) continue;
      const auto made = score(scheme, facts_of(*place));
      if (made.grade) ++counts[*made.grade].then;
      if (place->grade) {
        auto& now = counts[*place->grade];
        now.grade = *place->grade;
        ++now.now;
      }
    }
    seen += static_cast<std::int64_t>(ids.size());
    if (static_cast<std::int64_t>(ids.size()) < kApplyBatch) break;
    after = ids.back();
  }
  SchemeTrial trial;
  for (auto& [grade, count] : counts)
    trial.counts.push_back(std::move(count));
  return trial;
}

Result<Applied> apply(kit::Write& write, const ApplyRequest& request) {
  if (request.purpose != Purpose::lead) {
    return refuse(RefusalKind::unprocessable, "grading.purpose_unsupported", "only leads can be graded by rule so far",
                  "purpose");
  }
  const auto version = store::current_scheme(write.tx, request.purpose);
  if (!version) return no_scheme();
  Applied applied;
  const auto ids = pool::open_customers(write.tx, request.after.value_or(CustomerId{}), kApplyBatch);
  for (const auto id : ids) {
    ++applied.graded;
    if (grade_one(write, *version, id)) ++applied.changed;
  }
  if (static_cast<std::int64_t>(ids.size()) == kApplyBatch) applied.next_after = ids.back();
  write.audit({"grading.apply", "grading_scheme", version->version_no, std::to_string(applied.changed)});
  return applied;
}

void grade_by_rule(kit::Write& write, CustomerId id) {
  const auto version = store::current_scheme(write.tx, Purpose::lead);
  if (version) grade_one(write, *version, id);
}

Outcome grade_by_hand(kit::Write& write, CustomerId id, const GradeRequest& request) {
  TRY_DONE(customers::load_reached(write.as_read(), id));
  const auto version = store::current_scheme(write.tx, Purpose::lead);
  if (!version) return no_scheme();
  const auto& bands = version->scheme.grades;
  const bool is_known = !request.grade || std::any_of(bands.begin(), bands.end(), [&request](const auto& band) {
    return band.grade == *request.grade;
  });
  if (!is_known) {
    return refuse(RefusalKind::unprocessable, "grading.grade_unknown", "the scheme knows no such grade", "grade");
  }
  const auto before = store::load_grade(write.tx, id, Purpose::lead);
  Grade after{id,        Purpose::lead,    request.grade, GivenBy::hand, {}, version->version_no,
              write.now, write.actor.name, request.reason};
  if (!request.grade) after.given_by = GivenBy::rule;
  store::save_grade(write.tx, after);
  kit::AuditEntry entry{"grading.grade_by_hand", "customer", id.value, "", id.value};
  entry.changes = kit::changes_between(before.value_or(Grade{}), after);
  write.audit(entry);
  if (request.grade) {
    pool::set_grade(write, id, request.grade);
  } else {
    grade_one(write, *version, id);
  }
  return Done{};
}

Result<GradeView> show_grade(const kit::Read& read, CustomerId id) {
  TRY_DONE(customers::load_reached(read, id));
  GradeView view;
  view.customer_id = id;
  if (const auto grade = store::load_grade(read.tx, id, Purpose::lead)) {
    view.grade = grade->grade;
    view.given_by = grade->given_by;
    view.score_hundredths = grade->score_hundredths;
    view.graded_at = grade->graded_at;
    view.graded_by_name = grade->graded_by_name;
    view.reason = grade->reason;
  }
  const auto version = store::current_scheme(read.tx, Purpose::lead);
  const auto place = pool::load_place(read.tx, id);
  if (version && place) view.parts = score(version->scheme, facts_of(*place)).parts;
  return view;
}

void seed_defaults(kit::Write& write) {
  if (store::current_scheme(write.tx, Purpose::lead)) return;
  Scheme scheme;
  Parameter activity{ParameterKind::activity, Rate{600'000}, {{"1", 30}, {"5", 60}, {"10", 100}}, 10};
  Parameter follow_ups{ParameterKind::follow_ups, Rate{400'000}, {{"1", 50}, {"3", 100}}, 20};
  scheme.parameters = {activity, follow_ups};
  scheme.grades = {{"A", 75}, {"B", 50}, {"C", 25}, {"D", 0}};
  store::insert_scheme(write.tx, {Purpose::lead, 1, write.now, write.actor.name, scheme});
}

}  // namespace homeport::grading
