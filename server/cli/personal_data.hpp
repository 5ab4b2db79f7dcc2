#pragma once

#include <vector>

#include "kit/personal_data.hpp"

namespace homeport::cli {

// What all modules hold of a person, in the order of the document he is given.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

}  // namespace homeport::cli
