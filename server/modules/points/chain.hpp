#pragma once

// The hash chain of one customer's entries. Each entry's hash covers the one before, so that nothing in the past can be
// changed without changing everything after it, up to the head in his account. There is no chain over all customers:
// every sale of the chain would wait for it. The nightly digest over the heads (digest.hpp) ties them together.

#include <string>
#include <string_view>

#include "modules/points/types.hpp"

namespace homeport::points {

// Every column that has a value but the hash, by name: name=length:value; … Columns added later may be
// missing, so that they change no old hash.
[[nodiscard]] std::string canonical_text(const Entry& entry);

// base64url of SHA-256(previous ‖ canonical text). `previous` is "" for a customer's first entry.
[[nodiscard]] std::string chain_hash(std::string_view previous, const Entry& entry);

}  // namespace homeport::points
