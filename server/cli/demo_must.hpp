#pragma once

// What a chain to look at is made with never refuses, unless the program contradicts itself.

#include <stdexcept>
#include <utility>

#include "base/result.hpp"

namespace homeport::cli {

// What the use-case gave; throws with the reason of its refusal.
template <class T>
T must(Result<T> result) {
  if (result.ok()) return std::move(result).value();
  const auto& refusal = result.refusal();
  throw std::runtime_error("demo data: " + refusal.reason + " " + refusal.field + " " + refusal.detail);
}

}  // namespace homeport::cli
