#pragma once

// Tags and fields of its own for the demo chain, and what they say of its customers.

#include <random>
#include <string_view>
#include <vector>

#include "cli/application.hpp"
#include "modules/customers/types.hpp"

namespace homeport::cli {

class DemoFields {
 public:
  // Defines them, in the language of the chain.
  DemoFields(kit::Runtime& runtime, const kit::Actor& actor, std::string_view language);

  // What is known of a new customer: most have a skin type, some an allergy or a tag.
  void describe(customers::NewCustomer& customer, std::mt19937_64& random) const;

 private:
  std::vector<own_fields::TagId> tags_;
  std::vector<std::string> allergies_;
};

}  // namespace homeport::cli
