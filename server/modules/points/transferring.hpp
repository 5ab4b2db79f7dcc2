#pragma once

// The arrival of points that left another customer's account; see transferring.cpp.

#include <string_view>

#include "kit/outbox.hpp"

namespace homeport::points {

inline constexpr std::string_view kParcelTopic = "points.parcel_sent";

// Handles kParcelTopic: what left one account is posted to the other, once.
void receive_parcel(kit::Write& write, const kit::StoredEvent& stored);

}  // namespace homeport::points
