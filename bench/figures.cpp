#include "figures.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace homeport::bench {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

void settle(Figure& figure) {
  figure.value = median(figure.rounds);
  figure.against_value = median(figure.against_rounds);
  std::vector<double> ratios;
  for (std::size_t i = 0; i < std::min(figure.rounds.size(), figure.against_rounds.size()); ++i) {
    if (figure.against_rounds[i] > 0) ratios.push_back(figure.rounds[i] / figure.against_rounds[i]);
  }
  figure.ratio = median(ratios);
}

std::string as_json(const std::vector<Figure>& figures, const std::string& commit, const std::string& measured_at) {
  std::string out = "[\n";
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto& f = figures[i];
    out += fmt::format(
        R"(  {{"id": "{}", "variant": "{}", "size": "{}", "value": {:.3f}, "unit": "{}", "against": "{}", "against_value": {:.3f}, )"
        R"("ratio": {:.3f}, "cpu_us": {:.1f}, "p50_ms": {:.3f}, "p99_ms": {:.3f}, "rounds": [{:.3f}], "against_rounds": [{:.3f}], )"
        R"("commit": "{}", "measured_at": "{}"}}{})",
        f.id, f.variant, f.size, f.value, f.unit, f.against, f.against_value, f.ratio, f.cpu_us, f.p50_ms, f.p99_ms,
        fmt::join(f.rounds, ", "), fmt::join(f.against_rounds, ", "), commit, measured_at,
        i + 1 == figures.size() ? "\n" : ",\n");
  }
  return out + "]\n";
}

std::string as_table(const std::vector<Figure>& figures) {
  std::string out = fmt::format("{:<4} {:<34} {:>12} {:<9} {:>12} {:>7} {:>8} {:>8} {:>8}\n", "id", "what", "value",
                                "unit", "against", "ratio", "cpu us", "p50 ms", "p99 ms");
  for (const auto& f : figures) {
    out += fmt::format("{:<4} {:<34} {:>12.1f} {:<9} {:>12.1f} {:>7.2f} {:>8.1f} {:>8.2f} {:>8.2f}\n", f.id, f.variant,
                       f.value, f.unit, f.against_value, f.ratio, f.cpu_us, f.p50_ms, f.p99_ms);
  }
  return out;
}

std::vector<Earlier> read_earlier(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) return {};
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  std::vector<Earlier> earlier;
  const auto parsed = boost::json::parse(text);
  for (const auto& item : parsed.as_array()) {
    const auto& figure = item.as_object();
    const auto text_of = [&figure](const char* name) { return std::string(figure.at(name).as_string()); };
    earlier.push_back({text_of("id") + " " + text_of("variant") + " " + text_of("size"),
                       figure.at("value").to_number<double>(), figure.at("ratio").to_number<double>()});
  }
  return earlier;
}

}  // namespace homeport::bench
