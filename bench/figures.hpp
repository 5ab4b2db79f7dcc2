#pragma once

// One measured figure and the file it is kept in. What each is and how it is taken: README.md.

#include <filesystem>
#include <string>
#include <vector>

namespace homeport::bench {

struct Figure {
  std::string id;       // "S1"
  std::string variant;  // "32 connections"
  std::string size;     // "small" or "full"
  double value = 0;
  std::string unit;
  std::string against;
  double against_value = 0;
  double ratio = 0;
  double cpu_us = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  std::vector<double> rounds;          // the value of each round, in order
  std::vector<double> against_rounds;  // the other's, taken in turn
};

[[nodiscard]] double median(std::vector<double> values);
// Sets value, against_value and ratio from the rounds: medians, and the median of the ratios pair by pair.
void settle(Figure& figure);

[[nodiscard]] std::string as_json(const std::vector<Figure>& figures, const std::string& commit,
                                  const std::string& measured_at);
[[nodiscard]] std::string as_table(const std::vector<Figure>& figures);
// Figures of an earlier run by "id variant size": value and ratio; empty when the file isn't there.
struct Earlier {
  std::string key;
  double value = 0;
  double ratio = 0;
};
[[nodiscard]] std::vector<Earlier> read_earlier(const std::filesystem::path& file);

}  // namespace homeport::bench
