#pragma once

// How facts become a score and a score a grade. Pure.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "modules/grading/types.hpp"

namespace homeport::grading {

// What is known of a customer; a kind that isn't there has no value.
using Facts = std::map<ParameterKind, std::string>;

struct Scored {
  std::int64_t score_hundredths = 0;  // 0…10,000: the weighted mean of the parameters' scores
  std::optional<std::string> grade;   // the highest band that is reached
  std::vector<ScorePart> parts;
};
[[nodiscard]] Scored score(const Scheme& scheme, const Facts& facts);

// grading.parameter_twice, grading.weights_zero, grading.match_not_a_number, grading.match_twice, grading.grade_twice,
// grading.no_lowest_grade (nobody may be left without a grade), each with its field.
[[nodiscard]] Outcome check_scheme(const Scheme& scheme);

[[nodiscard]] bool is_numeric(ParameterKind kind);

}  // namespace homeport::grading
