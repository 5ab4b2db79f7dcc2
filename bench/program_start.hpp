#pragma once

// S12: how long the program takes to its first answer, and what it holds in memory then.

#include <filesystem>
#include <string>
#include <vector>

#include "figures.hpp"

namespace homeport::bench {

// Two figures, the time and the resident memory, of the program beside this one; `rounds` starts after one uncounted
// that makes the schema in `folder`.
[[nodiscard]] std::vector<Figure> measure_program_start(const std::filesystem::path& folder, const std::string& size,
                                                        int rounds);

}  // namespace homeport::bench
