#include "modules/points/recorded_request.hpp"

#include "base/check.hpp"
#include "base/json.hpp"

namespace homeport::points {
namespace {

constexpr View kForTheLedger{true};  // it stays in the ledger

}  // namespace

RecordedRequest recorded_request_of(const Adjustment& adjustment) {
  return {adjustment.id,           adjustment.kind,         adjustment.state,        adjustment.wallet,
          adjustment.combined,     adjustment.reason,       adjustment.activates_at, adjustment.expires_at,
          adjustment.requested_at, adjustment.requested_by, adjustment.decided_at,   adjustment.decided_by,
          adjustment.decision_note};
}

std::string request_text(const Adjustment& adjustment) {
  return to_json(recorded_request_of(adjustment), kForTheLedger);
}

RecordedRequest recorded_request_from(std::string_view text) {
  RecordedRequest recorded;
  const auto read = read_json(text, table_of<RecordedRequest>(), &recorded, ReadMode::create, kForTheLedger);
  CHECK(read.ok());
  return recorded;
}

}  // namespace homeport::points
