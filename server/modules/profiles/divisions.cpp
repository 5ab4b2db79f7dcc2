#include "modules/profiles/divisions.hpp"

#include <map>

namespace homeport::profiles {
namespace {

constexpr std::size_t kCodeDigits = 6;
constexpr std::size_t kProvinceDigits = 2;
constexpr std::size_t kCityDigits = 4;

using Names = std::map<std::string_view, std::string_view, std::less<>>;

const Names& names() {
  static const Names all = [] {
    Names made;
    for (std::string_view text : division_texts()) {
      while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        made.emplace(line.substr(0, kCodeDigits), line.substr(kCodeDigits));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
      }
    }
    return made;
  }();
  return all;
}

std::string padded(std::string_view head) {
  std::string code(head);
  code.resize(kCodeDigits, '0');
  return code;
}

// Where the code stands: the city if there is one, else the province, else nothing for a province itself.
std::string parent_of(std::string_view code) {
  const std::string province = padded(code.substr(0, kProvinceDigits));
  if (code == province) return {};
  const std::string city = padded(code.substr(0, kCityDigits));
  return code != city && names().contains(city) ? city : province;
}

}  // namespace

std::vector<Division> divisions_below(std::string_view code) {
  std::vector<Division> below;
  // Ascending codes: what is below a division follows it, before the next of its own rank.
  for (const auto& [one, name] : names()) {
    if (!below.empty() && parent_of(one) == below.back().code) below.back().has_children = true;
    if (parent_of(one) == code) below.push_back({std::string(one), std::string(name), false});
  }
  return below;
}

std::optional<std::string> division_path(std::string_view code) {
  std::string path;
  for (std::string at(code); !at.empty(); at = parent_of(at)) {
    const auto found = names().find(at);
    if (found == names().end()) return std::nullopt;
    if (!path.empty()) path.insert(0, 1, ' ');
    path.insert(0, found->second);
  }
  if (path.empty()) return std::nullopt;
  return path;
}

}  // namespace homeport::profiles
