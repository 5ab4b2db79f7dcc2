#pragma once

// A finished back-test as files for a spreadsheet. Pure.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "modules/lab/types.hpp"

namespace homeport::lab {

enum class ExportPart : std::uint8_t { totals, months, service_types, tiers, moves };

// Names of parts as the query gives them; "customers" is made from rows by customers_csv.
[[nodiscard]] std::optional<ExportPart> export_part(std::string_view name);

// CSV with a byte order mark and a header line of field names: one line per entry of that part, what is nested written
// as present_…, changed_…, recorded_…; the totals one line per figure with the sides beside each other. `result_json`
// is what the job kept.
[[nodiscard]] std::string result_csv(std::string_view result_json, ExportPart part);

[[nodiscard]] std::string customers_csv(std::span<const ResultCustomer> gaining,
                                        std::span<const ResultCustomer> losing);

}  // namespace homeport::lab
