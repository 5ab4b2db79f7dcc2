#include "modules/lab/export.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <boost/json.hpp>

#include "base/csv.hpp"
#include "base/json.hpp"

namespace homeport::lab {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> kParts{"totals", "months", "service_types", "tiers", "moves"};

std::string text_of(const json::value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_null()) return {};
  return json::serialize(value);
}

// Members and members of members, named by their path.
void flatten(const json::object& object, const std::string& prefix, std::vector<std::string>& names,
             std::vector<std::string>& values) {
  for (const auto& [key, value] : object) {
    const std::string name = prefix + std::string(key);
    if (value.is_object()) {
      flatten(value.as_object(), key == "sums" ? prefix : name + "_", names, values);
      continue;
    }
    names.push_back(name);
    values.push_back(text_of(value));
  }
}

struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  void add(const json::object& object, const std::string& first_name = {}, const std::string& first_value = {}) {
    std::vector<std::string> names;
    std::vector<std::string> values;
    if (!first_name.empty()) {
      names.push_back(first_name);
      values.push_back(first_value);
    }
    flatten(object, "", names, values);
    // A member that is empty is left out of the JSON, so rows need not have the same ones.
    std::vector<std::string> row(header.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto place = std::find(header.begin(), header.end(), names[i]);
      if (place == header.end()) {
        header.push_back(names[i]);
        row.push_back(values[i]);
      } else {
        row[static_cast<std::size_t>(place - header.begin())] = values[i];
      }
    }
    rows.push_back(std::move(row));
  }

  [[nodiscard]] std::string csv() const {
    const CsvWriter writer;
    std::string out(CsvWriter::kByteOrderMark);
    writer.write_row(header, out);
    for (auto row : rows) {
      row.resize(header.size());
      writer.write_row(row, out);
    }
    return out;
  }
};

void add_list(Table& table, const json::object& result, const char* member, const std::string& first_name = {},
              const std::string& first_value = {}) {
  for (const auto& item : result.at(member).as_array())
    table.add(item.as_object(), first_name, first_value);
}

// A row per figure, so that the sides stand beside each other; what is the same for all of them comes first.
void add_totals(Table& table, const json::object& totals) {
  constexpr std::array<const char*, 3> kSidesShown{"recorded", "present", "changed"};
  table.header = {"figure", "value", "recorded", "present", "changed"};
  for (const auto& [key, value] : totals) {
    if (!value.is_object()) table.rows.push_back({std::string(key), text_of(value)});
  }
  for (std::size_t side = 0; side < kSidesShown.size(); ++side) {
    std::vector<std::string> names;
    std::vector<std::string> values;
    flatten(totals.at(kSidesShown[side]).as_object(), "", names, values);
    for (std::size_t i = 0; i < names.size(); ++i) {
      auto row =
          std::find_if(table.rows.begin(), table.rows.end(), [&](const auto& one) { return one[0] == names[i]; });
      if (row == table.rows.end()) row = table.rows.insert(row, std::vector<std::string>{names[i]});
      row->resize(table.header.size());
      (*row)[side + 2] = values[i];
    }
  }
}

void add_customers(Table& table, std::span<const ResultCustomer> customers, const std::string& change) {
  for (const auto& customer : customers)
    table.add(json::parse(to_json(customer, View{true})).as_object(), "change", change);
}

}  // namespace

std::optional<ExportPart> export_part(std::string_view name) {
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    if (kParts[i] == name) return static_cast<ExportPart>(i);
  }
  return std::nullopt;
}

std::string result_csv(std::string_view result_json, ExportPart part) {
  const auto parsed = json::parse(result_json);
  const auto& result = parsed.as_object();
  Table table;
  switch (part) {
    case ExportPart::totals: add_totals(table, result.at("totals").as_object()); break;
    case ExportPart::months: add_list(table, result, "months"); break;
    case ExportPart::service_types: add_list(table, result, "service_types"); break;
    case ExportPart::moves: add_list(table, result, "moves"); break;
    case ExportPart::tiers:
      add_list(table, result, "present_tiers", "side", "present");
      add_list(table, result, "changed_tiers", "side", "changed");
      break;
  }
  return table.csv();
}

std::string customers_csv(std::span<const ResultCustomer> gaining, std::span<const ResultCustomer> losing) {
  Table table;
  add_customers(table, gaining, "gains");
  add_customers(table, losing, "loses");
  return table.csv();
}

}  // namespace homeport::lab
