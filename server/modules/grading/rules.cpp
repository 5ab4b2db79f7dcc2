#include "modules/grading/rules.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.hpp"

namespace homeport::grading {
namespace {

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::int64_t score_of(const Parameter& parameter, const std::string* value) {
  if (value == nullptr) return parameter.other_score;
  if (!is_numeric(parameter.kind)) {
    const auto folded = fold_for_search(*value);
    for (const auto& row : parameter.scores) {
      if (fold_for_search(row.match) == folded) return row.score;
    }
    return parameter.other_score;
  }
  const auto number = number_in(*value);
  std::int64_t best = parameter.other_score;
  std::int64_t reached = -1;
  for (const auto& row : parameter.scores) {
    const auto least = number_in(row.match);
    if (!number || !least || *number < *least || *least <= reached) continue;
    reached = *least;
    best = row.score;
  }
  return best;
}

Refusal bad(std::string reason, std::string detail, std::string field) {
  return refuse(RefusalKind::invalid, std::move(reason), std::move(detail), std::move(field));
}

}  // namespace

bool is_numeric(ParameterKind kind) { return kind == ParameterKind::activity || kind == ParameterKind::follow_ups; }

Scored score(const Scheme& scheme, const Facts& facts) {
  Scored made;
  std::int64_t weights = 0;
  std::int64_t sum = 0;
  for (const auto& parameter : scheme.parameters) {
    const auto fact = facts.find(parameter.kind);
    const auto* value = fact == facts.end() ? nullptr : &fact->second;
    const auto points = score_of(parameter, value);
    made.parts.push_back(
        {parameter.kind, value == nullptr ? std::nullopt : std::optional(*value), points, parameter.weight});
    weights += parameter.weight.ppm;
    sum += parameter.weight.ppm * points;
  }
  made.score_hundredths = weights == 0 ? 0 : (sum * 100 + weights / 2) / weights;
  std::int64_t best = -1;
  for (const auto& band : scheme.grades) {
    if (band.min_score * 100 > made.score_hundredths || band.min_score <= best) continue;
    best = band.min_score;
    made.grade = band.grade;
  }
  return made;
}

Outcome check_scheme(const Scheme& scheme) {
  std::set<ParameterKind> kinds;
  std::int64_t weights = 0;
  for (std::size_t i = 0; i < scheme.parameters.size(); ++i) {
    const auto& parameter = scheme.parameters[i];
    const std::string prefix = "parameters[" + std::to_string(i) + "].";
    if (!kinds.insert(parameter.kind).second) {
      return bad("grading.parameter_twice", "this parameter stands in the list twice", prefix + "kind");
    }
    weights += parameter.weight.ppm;
    std::set<std::string> matches;
    for (std::size_t k = 0; k < parameter.scores.size(); ++k) {
      const std::string field = prefix + "scores[" + std::to_string(k) + "].match";
      if (is_numeric(parameter.kind) && !number_in(parameter.scores[k].match)) {
        return bad("grading.match_not_a_number", "this parameter is a number: say from which on", field);
      }
      if (!matches.insert(fold_for_search(parameter.scores[k].match)).second) {
        return bad("grading.match_twice", "this value stands in the list twice", field);
      }
    }
  }
  if (weights == 0) return bad("grading.weights_zero", "some parameter must weigh something", "parameters");
  std::set<std::string> grades;
  bool has_lowest = false;
  for (std::size_t i = 0; i < scheme.grades.size(); ++i) {
    if (!grades.insert(scheme.grades[i].grade).second) {
      return bad("grading.grade_twice", "this grade stands in the list twice",
                 "grades[" + std::to_string(i) + "].grade");
    }
    has_lowest = has_lowest || scheme.grades[i].min_score == 0;
  }
  if (!has_lowest) return bad("grading.no_lowest_grade", "one grade must begin at 0", "grades");
  return Done{};
}

}  // namespace homeport::grading
