#pragma once

// Names for the demo chain, in one language.

#include <string>
#include <string_view>
#include <vector>

#include "base/amounts.hpp"

namespace homeport::cli {

struct DemoProduct {
  std::string name;
  Money price;
};

struct DemoKind {
  std::string name;
  std::string code;
  Rate margin;
  std::vector<DemoProduct> products;
};

struct DemoWords {
  std::string chain_name;
  std::string admin_name;
  std::string admin_role;
  std::vector<std::string> stores;
  std::vector<std::string> staff_names;
  std::vector<std::string> staff_sign_in_names;
  std::vector<std::string> surnames;
  std::vector<std::string> female_names;
  std::vector<std::string> male_names;
  std::string name_gap;
  std::string return_reason;
  std::vector<DemoKind> kinds;
};

[[nodiscard]] DemoWords demo_words(std::string_view language);

}  // namespace homeport::cli
