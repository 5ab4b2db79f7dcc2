#pragma once

// Chance that can be had again: HOMEPORT_SIMULATE_SEED and HOMEPORT_SIMULATE_STEPS replay a failure, or let it run for
// longer.

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>

namespace homeport::test {

inline std::optional<std::uint64_t> number_in_environment(const char* name) {
  const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return text == nullptr ? std::nullopt : std::optional<std::uint64_t>(std::stoull(text));
}

inline std::uint64_t simulation_seed() {
  return number_in_environment("HOMEPORT_SIMULATE_SEED").value_or(std::random_device{}());
}
inline std::uint64_t simulation_steps(std::uint64_t otherwise) {
  return number_in_environment("HOMEPORT_SIMULATE_STEPS").value_or(otherwise);
}
inline std::string replay_hint(std::uint64_t seed, std::uint64_t step) {
  return "HOMEPORT_SIMULATE_SEED=" + std::to_string(seed) + " HOMEPORT_SIMULATE_STEPS=" + std::to_string(step);
}

// The same numbers from the same seed, with every compiler and library.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }
  std::size_t index_of(std::size_t size) { return static_cast<std::size_t>(below(static_cast<std::int64_t>(size))); }
  template <class List>
  auto& any_of(List& list) {
    return list[index_of(list.size())];
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace homeport::test
