#include "modules/points/recorded_lines.hpp"

#include <gtest/gtest.h>

#include "base/check.hpp"

namespace homeport::points {
namespace {

TEST(points_recorded_lines, a_sale_is_read_back_as_it_was_written) {
  const std::vector<LineInput> lines{
      {.amount = Money{kMaxAmount},
       .quantity = 3,
       .cost = Money{0},
       .margin = Rate{1},
       .weight = programme::kMaxWeight},
      {.amount = Money{0}, .quantity = 1, .weight = Rate{0}},
  };
  const auto text = sale_lines_text(lines);
  EXPECT_EQ(text, "[[9000000000000,3,0,1,10000000],[0,1,null,null,0]]");
  EXPECT_EQ(sale_lines_from(text), lines);
  EXPECT_TRUE(sale_lines_from("[]").empty());
}

TEST(points_recorded_lines, a_return_is_read_back_as_it_was_written) {
  const std::vector<programme::LineTakeBack> lines{{.line_no = 2,
                                                    .quantity = 1,
                                                    .consumption = Points{3},
                                                    .profit = Points{4},
                                                    .combined = Points{5},
                                                    .rebate = Money{6},
                                                    .paid = Money{7}}};
  const auto text = return_lines_text(lines);
  EXPECT_EQ(text, "[[2,1,3,4,5,6,7]]");
  EXPECT_EQ(return_lines_text(return_lines_from(text)), text);
}

TEST(points_recorded_lines, a_text_of_another_make_is_our_own_mistake) {
  for (const auto* text :
       {"", "[", "[1]", "[[1,2]]", "[[1,2,3,4,x]]", "[[1,2,3,4,5][1,2,3,4,5]]", "[[null,1,1,1,1]]"}) {
    EXPECT_THROW((void)sale_lines_from(text), CheckFailed) << text;
  }
}

}  // namespace
}  // namespace homeport::points
