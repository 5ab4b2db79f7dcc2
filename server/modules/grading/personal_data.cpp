// How a person was graded, by a rule or by hand, and why.

#include "modules/grading/service.hpp"

namespace homeport::grading {

struct PersonalGrade {
  Purpose purpose = Purpose::lead;
  std::optional<std::string> grade;
  GivenBy given_by = GivenBy::rule;
  std::optional<std::int64_t> score_hundredths;
  Time graded_at;
  std::optional<std::string> reason;
};

}  // namespace homeport::grading

template <>
struct homeport::Fields<homeport::grading::PersonalGrade> {
  using R = homeport::grading::PersonalGrade;
  static constexpr std::string_view name = "PersonalGrade";
  static constexpr std::array rows{
      field<&R::purpose>("purpose", Access::read_only),
      field<&R::grade>("grade", Access::read_only),
      field<&R::given_by>("given_by", Access::read_only),
      field<&R::score_hundredths>("score_hundredths", Access::read_only),
      field<&R::graded_at>("graded_at", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
  };
};

namespace homeport::grading {
namespace {

const db::Sql kPersonalGrade{
    "SELECT purpose, grade, given_by, score_hundredths, graded_at, reason FROM customer_grade WHERE customer_id = "
    "$1 ORDER BY purpose LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalGrade>("grades", kPersonalGrade)};
}

}  // namespace homeport::grading
