#pragma once

#include <stdexcept>
#include <utility>

#include "base/result.hpp"

namespace homeport::bench {

// What the use-case gave; a refusal ends the run with its reason.
template <class T>
T must(Result<T> result) {
  if (!result.ok()) throw std::runtime_error("bench: " + result.refusal().reason + " " + result.refusal().detail);
  return std::move(result).value();
}

}  // namespace homeport::bench
